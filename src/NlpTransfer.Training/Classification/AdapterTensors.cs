using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>A trained encoder's adapters as a model folder holds them, in peft's layout.</summary>
internal static class AdapterTensors
{
    /// <summary>The adapters of an encoder.</summary>
    /// <param name="from">The folder that the encoder was loaded from: the model below.</param>
    /// <param name="encoder">The encoder, with adapters.</param>
    /// <param name="goal">Where they will stand.</param>
    /// <param name="type">The type to write; null for single precision.</param>
    /// <exception cref="UsageException">From there the model below would not be found.</exception>
    internal static AdapterContents Of(ModelFolder from, TorchEncoder encoder, string goal, TensorType? type)
    {
        AdapterFolder.CheckReach(goal, from.Path);
        LoraOptions options = encoder.Lora!;
        // As the reference library calls the products of a model without a head.
        (string Module, LoraAdapter Adapter)[] adapters =
        [
            .. encoder.Adapted.Select(projection => (from.Tensors[projection.Name + ".weight"][from.Tensors.Prefix.Length..^".weight".Length], projection.Layer.Adapter!)),
        ];
        var config = new AdapterConfig
        {
            Rank = options.Rank,
            Alpha = options.Alpha,
            Dropout = options.Dropout,
            BaseModel = AdapterFolder.NameOf(goal, from.Path),
            Modules = [.. adapters.Select(adapter => adapter.Module)],
        };
        return new AdapterContents(config, from.EncoderPath,
        [
            .. adapters.SelectMany(adapter => new[]
            {
                NamedTensor.Create(AdapterNames.Down(adapter.Module), TensorMemory.ToArray(adapter.Adapter.Down), adapter.Adapter.Down.shape),
                NamedTensor.Create(AdapterNames.Up(adapter.Module), TensorMemory.ToArray(adapter.Adapter.Up), adapter.Adapter.Up.shape),
            }).Select(tensor => type is { } wanted ? tensor.As(wanted) : tensor),
        ]);
    }
}
