using NlpTransfer.Torch;
using TorchSharp.Modules;

namespace NlpTransfer.Training;

/// <summary>
/// The tensors of a classifier's encoder, under the names of a model without a head. What the encoder does not use but the folder has (a pooler) is carried
/// along; a head that stood on it before is not, for the classifier's own takes its place.
/// </summary>
internal static class BodyTensors
{
    /// <summary>The tensors of a folder, with trained values where there are any.</summary>
    /// <param name="from">The folder.</param>
    /// <param name="source">Its weights, open until the tensors are written.</param>
    /// <param name="trained">An encoder that was loaded from it and trained; null for the values as they lie there.</param>
    /// <param name="type">The type to write; null for each tensor's own.</param>
    internal static IReadOnlyList<NamedTensor> Of(ModelFolder from, ITensorSource source, TorchEncoder? trained, TensorType? type)
    {
        Dictionary<string, Parameter> values = (trained?.NamedWeights ?? [])
            .Where(weight => from.Tensors.Find(weight.Name) is not null)
            .ToDictionary(weight => from.Tensors[weight.Name], weight => weight.Value, StringComparer.Ordinal);
        string prefix = from.Config.Head == EncoderHead.None ? "" : from.Tensors.Prefix;
        return
        [
            .. source.Tensors.Where(info => info.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(info =>
            {
                NamedTensor tensor = values.TryGetValue(info.Name, out Parameter? value)
                    ? NamedTensor.Create(info.Name[prefix.Length..], TensorMemory.ToArray(value), [.. info.Shape]).As(info.Type)
                    : NamedTensor.FromSource(source, info.Name, info.Name[prefix.Length..]);
                return type is { } wanted ? tensor.As(wanted) : tensor;
            }),
        ];
    }
}
