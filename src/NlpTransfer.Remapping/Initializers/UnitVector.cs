using System.Numerics.Tensors;

namespace NlpTransfer.Remapping;

/// <summary>Vectors at unit length, whose product is their cosine.</summary>
internal static class UnitVector
{
    /// <summary>Writes a vector at unit length; a vector of zeros stays one.</summary>
    public static void Write(ReadOnlySpan<float> vector, Span<float> target)
    {
        float norm = TensorPrimitives.Norm(vector);
        TensorPrimitives.Divide(vector, norm > 0 ? norm : 1, target);
    }
}
