namespace NlpTransfer;

/// <summary>Conversions of the 16-bit format that is the upper half of a single.</summary>
internal static class BFloat16Bits
{
    /// <summary>The exact value.</summary>
    public static float ToSingle(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>The nearest value, ties to even; a NaN stays a (quiet) NaN.</summary>
    public static ushort FromSingle(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
            return (ushort)((bits >> 16) | 0x40);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    /// <summary>The nearest value, ties to even, without the error of rounding to a single first.</summary>
    public static ushort FromDouble(double value)
    {
        float single = (float)value;
        if (single == value || float.IsNaN(single) || float.IsInfinity(single))
            return FromSingle(single);
        // Round to odd: a value that is not exact ends on an odd bit, so that the second rounding can't take it for a tie.
        uint bits = BitConverter.SingleToUInt32Bits(single);
        if ((bits & 1) == 0)
            bits += Math.Abs((double)single) > Math.Abs(value) ? uint.MaxValue : 1u;
        return FromSingle(BitConverter.UInt32BitsToSingle(bits));
    }
}
