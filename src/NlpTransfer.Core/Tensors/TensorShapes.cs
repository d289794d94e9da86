using System.Globalization;

namespace NlpTransfer;

/// <summary>Shapes as messages show them and as sizes follow from them.</summary>
internal static class TensorShapes
{
    /// <summary>The product of the lengths.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or the product does not fit 63 bits.</exception>
    public static long Count(ReadOnlySpan<long> shape)
    {
        if (!TryCount(shape, out long count))
            throw new ArgumentOutOfRangeException(nameof(shape), $"The shape {Format(shape)} has a negative length or more elements than can be counted.");
        return count;
    }

    /// <summary>The product of the lengths, or false where one is negative or the product does not fit 63 bits.</summary>
    public static bool TryCount(ReadOnlySpan<long> shape, out long count)
    {
        count = 1;
        bool empty = false;
        foreach (long length in shape)
        {
            if (length < 0)
                return false;
            empty |= length == 0;
        }

        if (empty)
        {
            count = 0;
            return true;
        }

        foreach (long length in shape)
        {
            if (count > long.MaxValue / length)
                return false;
            count *= length;
        }

        return true;
    }

    /// <summary>A shape as text: <c>[5, 384]</c>.</summary>
    public static string Format(ReadOnlySpan<long> shape)
    {
        string[] parts = new string[shape.Length];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = shape[i].ToString(CultureInfo.InvariantCulture);
        return $"[{string.Join(", ", parts)}]";
    }
}
