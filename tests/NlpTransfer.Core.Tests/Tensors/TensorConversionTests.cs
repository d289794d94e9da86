using System.Runtime.InteropServices;
using CsCheck;

namespace NlpTransfer.Tests.Tensors;

public sealed class TensorConversionTests
{
    // Bits of a single and the half precision nearest to it: IEEE 754 table values, subnormals, ties to even on both sides.
    [Theory]
    [InlineData(0x00000000u, 0x0000)]
    [InlineData(0x80000000u, 0x8000)]
    [InlineData(0x3F800000u, 0x3C00)] // 1
    [InlineData(0xC0000000u, 0xC000)] // -2
    [InlineData(0x477FE000u, 0x7BFF)] // 65504, the largest
    [InlineData(0x38800000u, 0x0400)] // 2^-14, the smallest normal one
    [InlineData(0x387FC000u, 0x03FF)] // the largest subnormal one
    [InlineData(0x33800000u, 0x0001)] // 2^-24, the smallest subnormal one
    [InlineData(0x33000000u, 0x0000)] // 2^-25, a tie: to even, which is 0
    [InlineData(0x33000001u, 0x0001)] // just above the tie
    [InlineData(0x33C00000u, 0x0002)] // 1.5 x 2^-24, a tie: to even, which is 2
    [InlineData(0x3F801000u, 0x3C00)] // 1 + 2^-11, a tie: down to even
    [InlineData(0x3F803000u, 0x3C02)] // 1 + 3 x 2^-11, a tie: up to even
    [InlineData(0x3F801001u, 0x3C01)]
    [InlineData(0x7F800000u, 0x7C00)]
    [InlineData(0xFF800000u, 0xFC00)]
    public void Convert_SingleToHalf_IsTheNearestTiesToEven(uint single, int half)
    {
        byte[] bytes = Converted(BitConverter.GetBytes(single), TensorType.Float32, TensorType.Float16, out int overflow);
        Assert.Equal((half, -1), (BitConverter.ToUInt16(bytes), overflow));
    }

    [Theory]
    [InlineData(0x00000000u, 0x0000)]
    [InlineData(0x80000000u, 0x8000)]
    [InlineData(0x3F800000u, 0x3F80)]
    [InlineData(0x40490FDBu, 0x4049)] // pi
    [InlineData(0x3F808000u, 0x3F80)] // a tie: down to even
    [InlineData(0x3F818000u, 0x3F82)] // a tie: up to even
    [InlineData(0x3F808001u, 0x3F81)]
    [InlineData(0x00000001u, 0x0000)] // the smallest subnormal single
    [InlineData(0x00018000u, 0x0002)] // subnormal, a tie: up to even
    [InlineData(0x007FFFFFu, 0x0080)] // the largest subnormal single rounds to the smallest normal one
    [InlineData(0x7F7F0000u, 0x7F7F)] // the largest
    [InlineData(0x7F800000u, 0x7F80)]
    [InlineData(0xFF800000u, 0xFF80)]
    public void Convert_SingleToBFloat16_IsTheNearestTiesToEven(uint single, int bfloat)
    {
        byte[] bytes = Converted(BitConverter.GetBytes(single), TensorType.Float32, TensorType.BFloat16, out int overflow);
        Assert.Equal((bfloat, -1), (BitConverter.ToUInt16(bytes), overflow));
    }

    [Theory]
    [InlineData(0x7FC00000u)]
    [InlineData(0x7F800001u)]
    [InlineData(0xFFFFFFFFu)]
    public void Convert_NotANumber_StaysOne(uint single)
    {
        byte[] bytes = BitConverter.GetBytes(single);
        Assert.True(Half.IsNaN(BitConverter.ToHalf(Converted(bytes, TensorType.Float32, TensorType.Float16, out int half))));
        Assert.True(float.IsNaN(BFloat16Bits.ToSingle(BitConverter.ToUInt16(Converted(bytes, TensorType.Float32, TensorType.BFloat16, out int bfloat)))));
        Assert.Equal((-1, -1), (half, bfloat));
    }

    [Fact]
    public void Convert_EveryHalfAndBFloat16_ComesBackThroughSinglesAndDoubles()
    {
        ushort[] all = [.. Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits)];
        byte[] words = MemoryMarshal.AsBytes(all.AsSpan()).ToArray();
        foreach (TensorType narrow in (TensorType[])[TensorType.Float16, TensorType.BFloat16])
        {
            foreach (TensorType wide in (TensorType[])[TensorType.Float32, TensorType.Float64])
            {
                byte[] back = Converted(Converted(words, narrow, wide, out _), wide, narrow, out int overflow);
                Assert.Equal(-1, overflow);
                for (int bits = 0; bits < all.Length; bits++)
                {
                    ushort returned = BitConverter.ToUInt16(back, bits * 2);
                    bool notANumber = narrow == TensorType.Float16 ? Half.IsNaN(BitConverter.UInt16BitsToHalf((ushort)bits)) : (bits & 0x7FFF) > 0x7F80;
                    // What a NaN carries is not kept by every processor; that it is one is.
                    Assert.True(notANumber ? (returned & 0x7FFF) > (narrow == TensorType.Float16 ? 0x7C00 : 0x7F80) : returned == bits, $"{narrow} {bits:X4} came back as {returned:X4}");
                }
            }
        }
    }

    [Fact]
    public void Convert_DoubleToBFloat16_RoundsOnce()
    {
        // 1 + 2^-8 is the tie between 1 and 1 + 2^-7; a hair above it belongs to the upper one, and as a single it is the tie itself.
        double above = 1 + Math.Pow(2, -8) + Math.Pow(2, -40), below = 1 + (3 * Math.Pow(2, -8)) - Math.Pow(2, -40);
        Assert.Equal(0x3F81, BFloat16Bits.FromDouble(above));
        Assert.Equal(0xBF81, BFloat16Bits.FromDouble(-above));
        Assert.Equal(0x3F81, BFloat16Bits.FromDouble(below));
        Assert.Equal(0x7FC0, BFloat16Bits.FromDouble(double.NaN) & 0x7FFF);
    }

    [Fact]
    public void FromDouble_AnyValue_IsTheNearestBFloat16() => Gen.Double[-1e38, 1e38].Sample(value =>
    {
        ushort bits = BFloat16Bits.FromDouble(value);
        double distance = Math.Abs(BFloat16Bits.ToSingle(bits) - value);
        foreach (int neighbour in (int[])[bits - 1, bits + 1])
            Assert.False(Math.Abs(BFloat16Bits.ToSingle((ushort)neighbour) - value) < distance);
    });

    [Theory]
    [InlineData(TensorType.Float16, 70000f, "Tensor 'w': element 20001 is too large for F16; save it as BF16 or F32.")]
    [InlineData(TensorType.BFloat16, 3.4028e38f, "Tensor 'w': element 20001 is too large for BF16; save it as F64.")]
    public void As_ValueTooLarge_IsRefusedByPlace(TensorType type, float value, string message)
    {
        float[] values = new float[20_003];
        values[20_001] = value;
        var refusal = Assert.Throws<NlpTransferException>(() => NamedTensor.Create("w", values).As(type).WriteTo(Stream.Null));
        Assert.Equal(message, refusal.Message);
    }

    [Fact]
    public void As_AnyTypeAndPieces_ConvertsEachElement()
    {
        float[] values = new float[50_000];
        new CounterRandom(1, "values").FillSingles(values);
        // Written in pieces that end within an element.
        NamedTensor pieces = NamedTensor.FromWriter("w", TensorType.Float32, [50_000], stream =>
        {
            byte[] bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
            for (int start = 0; start < bytes.Length; start += 1001)
                stream.Write(bytes, start, Math.Min(1001, bytes.Length - start));
        });
        using var written = new MemoryStream();
        pieces.As(TensorType.Float16).WriteTo(written);
        Assert.Equal([.. values.Select(value => (Half)value)], MemoryMarshal.Cast<byte, Half>(written.ToArray()).ToArray());
    }

    [Fact]
    public void As_Integers_StayAsTheyAre()
    {
        NamedTensor ids = NamedTensor.Create("ids", new long[] { 1, 2 });
        Assert.Same(ids, ids.As(TensorType.Float16));
        Assert.Throws<ArgumentException>(() => ids.As(TensorType.Int8));
    }

    private static byte[] Converted(byte[] source, TensorType from, TensorType to, out int overflow)
    {
        byte[] destination = new byte[source.Length / from.ElementSize() * to.ElementSize()];
        overflow = TensorConversion.Convert(source, from, destination, to);
        return destination;
    }
}
