using System.Numerics.Tensors;

namespace NlpTransfer;

/// <summary>Vectors at unit length, whose product is their cosine.</summary>
internal static class UnitVector
{
    /// <summary>Writes a vector at unit length; a vector of zeros stays one.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="target">Where to, as long; it may be the vector itself.</param>
    public static void Write(ReadOnlySpan<float> vector, Span<float> target)
    {
        float norm = TensorPrimitives.Norm(vector);
        TensorPrimitives.Divide(vector, norm > 0 ? norm : 1, target);
    }

    /// <summary>The cosine of two vectors of any length; 0 where one has none, since it says nothing. Rounding may lead a little beyond 1.</summary>
    public static double Cosine(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        double norms = (double)TensorPrimitives.Norm(one) * TensorPrimitives.Norm(other);
        return norms > 0 ? TensorPrimitives.Dot(one, other) / norms : 0;
    }
}
