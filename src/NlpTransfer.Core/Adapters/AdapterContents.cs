namespace NlpTransfer;

/// <summary>An adapter that a model folder is to hold in place of weights.</summary>
/// <param name="Config">adapter_config.json.</param>
/// <param name="BasePath">The folder of the model below, whose weights the file remembers by their hash.</param>
/// <param name="Tensors">Both matrices of each product, under the names of <see cref="AdapterNames"/>.</param>
internal sealed record AdapterContents(AdapterConfig Config, string BasePath, IReadOnlyList<NamedTensor> Tensors);
