using System.Globalization;
using System.Numerics;

namespace NlpTransfer.Metrics;

/// <summary>
/// Numbers with fixed decimals, rounded by their exact binary value and half to even as Python's <c>format</c> rounds: 6.25 has one decimal as 6.2,
/// where .NET's own formatting says 6.3 and a published score would differ in its last digit.
/// </summary>
internal static class FixedText
{
    public static string Format(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return value.ToString(CultureInfo.InvariantCulture);
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = bits & 0xFFFFFFFFFFFFF;
        if (exponent == 0)
            exponent = 1;
        else
            mantissa |= 1L << 52;
        int shift = 1075 - exponent;
        BigInteger scaled = mantissa * BigInteger.Pow(10, decimals);
        string digits = (shift > 0 ? HalfToEven(scaled, shift) : scaled << -shift).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        string sign = double.IsNegative(value) ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    private static BigInteger HalfToEven(BigInteger scaled, int shift)
    {
        BigInteger whole = scaled >> shift;
        int side = (scaled - (whole << shift)).CompareTo(BigInteger.One << (shift - 1));
        return side > 0 || (side == 0 && !whole.IsEven) ? whole + 1 : whole;
    }
}
