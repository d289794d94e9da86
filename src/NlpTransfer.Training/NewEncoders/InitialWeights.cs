using System.Buffers.Binary;

namespace NlpTransfer.Training;

/// <summary>
/// The weights of an encoder that has learnt nothing: matrices drawn from a normal distribution (Devlin et al. 2019), biases 0, layer norms 1 and 0. As in the reference library the
/// padding id's embedding is 0. Each tensor has a stream of its own, so its values do not depend on what else the model has.
/// </summary>
internal static class InitialWeights
{
    /// <summary>The deviation of matrices.</summary>
    internal const double Deviation = 0.02;

    private const int Part = 1 << 14;

    /// <summary>The tensors under their names in a file; they are drawn when they are written.</summary>
    /// <param name="family">The family.</param>
    /// <param name="config">The sizes, and the head.</param>
    /// <param name="seed">Every value follows from it.</param>
    internal static IReadOnlyList<NamedTensor> Of(EncoderFamily family, EncoderConfig config, ulong seed)
    {
        string prefix = family.PrefixOf(config.Head);
        return
        [
            .. EncoderTensorPlan.Of(family, config).Where(spec => spec.Required)
                .Select(spec => NamedTensor.FromWriter(spec.NameIn(prefix), TensorType.Float32, spec.Shape, stream => Write(stream, spec, PaddedRow(spec, config), seed))),
        ];
    }

    private static void Write(Stream stream, EncoderTensorSpec spec, int? zeroRow, ulong seed)
    {
        long count = spec.Shape.Aggregate(1L, (product, length) => product * length), width = spec.Shape[^1];
        bool isMatrix = spec.Shape.Length > 1, isScale = !isMatrix && spec.Name.EndsWith("norm.weight", StringComparison.Ordinal);
        var random = new CounterRandom(seed, "initial." + spec.Name);
        byte[] bytes = new byte[4 * Part];
        for (long start = 0; start < count; start += Part)
        {
            int length = (int)Math.Min(Part, count - start);
            for (int i = 0; i < length; i++)
            {
                float value = isMatrix ? (float)(Deviation * random.NextGaussian()) : isScale ? 1 : 0;
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), (start + i) / width == zeroRow ? 0 : value);
            }

            stream.Write(bytes, 0, 4 * length);
        }
    }

    private static int? PaddedRow(EncoderTensorSpec spec, EncoderConfig config) => spec.Name switch
    {
        EncoderTensors.WordEmbeddings + ".weight" => config.PaddingId,
        // Where positions follow the padding id, its own place is the padding's.
        EncoderTensors.PositionEmbeddings + ".weight" when config.FirstPosition > 0 => config.PaddingId,
        _ => null,
    };
}
