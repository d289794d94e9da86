using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>The tensors of a fine-tuned encoder under the names and in the types of the folder that it began with; what the encoder does not use is carried along.</summary>
internal static class TunedTensors
{
    internal static IReadOnlyList<NamedTensor> Of(TorchEncoder encoder, ModelFolder from, ITensorSource source)
    {
        var trained = encoder.NamedWeights.Where(weight => from.Tensors.Find(weight.Name) is not null).ToDictionary(weight => from.Tensors[weight.Name], weight => weight.Value, StringComparer.Ordinal);
        return
        [
            .. source.Tensors.Select(info => trained.TryGetValue(info.Name, out TorchSharp.Modules.Parameter? value)
                ? NamedTensor.Create(info.Name, TensorMemory.Of(value).ToArray(), [.. info.Shape]).As(info.Type)
                : NamedTensor.FromSource(source, info.Name)),
        ];
    }
}
