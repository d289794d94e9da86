using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>Moves the weights of a model part between its tensors and a model folder's.</summary>
internal static class WeightFiles
{
    private const int Part = 1 << 20;

    /// <summary>Fills every weight from whatever floating-point type it has there; those that the file has not (a pooler that no head needs) keep their values.</summary>
    /// <exception cref="ModelFormatException">A tensor is damaged.</exception>
    internal static void Read(IWeights part, ITensorSource source, EncoderTensorMap names) => Read(part, source, names.Find);

    /// <summary>The same for names that are not an encoder's.</summary>
    /// <param name="part">The weights.</param>
    /// <param name="source">The file.</param>
    /// <param name="nameOf">The name in the file of one of the part's names; null where the file has it not.</param>
    /// <exception cref="ModelFormatException">A tensor is damaged.</exception>
    internal static void Read(IWeights part, ITensorSource source, Func<string, string?> nameOf)
    {
        foreach (NamedWeight weight in part.NamedWeights)
        {
            if (nameOf(weight.Name) is not { } fileName)
                continue;
            TensorInfo info = source.Require(fileName, weight.Value.shape);
            Span<float> values = TensorMemory.Of(weight.Value);
            int size = checked((int)(info.ByteLength / info.ElementCount));
            for (int start = 0; start < values.Length; start += Part)
            {
                int count = Math.Min(Part, values.Length - start);
                TensorConversion.ToSingles(source.GetBytes(fileName, (long)start * size, count * size), info.Type, values.Slice(start, count));
            }
        }
    }

    /// <summary>The weights under given names, in single precision; they are read when they are written, so the model has to stay alive and unchanged until then.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="nameOf">The name to write a weight under; null leaves it out.</param>
    internal static IEnumerable<NamedTensor> ToNamed(IEnumerable<NamedWeight> weights, Func<string, string?> nameOf)
    {
        foreach (NamedWeight weight in weights)
        {
            if (nameOf(weight.Name) is not { } name)
                continue;
            Tensor value = weight.Value;
            yield return NamedTensor.FromWriter(name, TensorType.Float32, value.shape, stream =>
            {
                ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(TensorMemory.Of(value));
                for (int start = 0; start < bytes.Length; start += 4 * Part)
                    stream.Write(bytes.Slice(start, Math.Min(4 * Part, bytes.Length - start)));
            });
        }
    }
}
