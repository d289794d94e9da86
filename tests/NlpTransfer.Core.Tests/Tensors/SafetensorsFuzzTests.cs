using CsCheck;

namespace NlpTransfer.Tests.Tensors;

public sealed class SafetensorsFuzzTests
{
    private static readonly byte[] Valid = MakeValid();

    [Fact]
    public void Open_BytesFlippedOrCut_IsRefusedOrConsistent()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("fuzz");
        int header = BitConverter.ToInt32(Valid);
        Gen<(int At, byte Value)> change = Gen.Select(Gen.Int[0, header + 7], Gen.Byte);
        Gen.Select(change.Array[1, 4], Gen.OneOf(Gen.Const(Valid.Length), Gen.Int[0, Valid.Length])).Sample((changes, length) =>
        {
            byte[] bytes = [.. Valid];
            foreach ((int at, byte value) in changes)
                bytes[at] = value;
            CheckOne(path, bytes[..length]);
        }, threads: 1, iter: 1000);
    }

    // Digits are where the numbers are: other digits keep the JSON whole and make it lie.
    [Fact]
    public void Open_DigitsExchanged_IsRefusedOrConsistent()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("fuzz");
        int[] digits = [.. Enumerable.Range(8, BitConverter.ToInt32(Valid)).Where(at => char.IsAsciiDigit((char)Valid[at]))];
        Gen.Select(Gen.Int[0, digits.Length - 1], Gen.Char['0', '9']).Array[1, 3].Sample(changes =>
        {
            byte[] bytes = [.. Valid];
            foreach ((int index, char digit) in changes)
                bytes[digits[index]] = (byte)digit;
            CheckOne(path, bytes);
        }, threads: 1, iter: 1000);
    }

    private static void CheckOne(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        try
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            long total = 0;
            foreach (TensorInfo info in file.Tensors)
            {
                Assert.Equal(info.ByteLength, file.GetBytes(info.Name).Length);
                total += info.ByteLength;
                long sum = 0;
                foreach (byte value in file.GetBytes(info.Name))
                    sum += value;
                Assert.InRange(sum, 0, 255 * info.ByteLength);
            }

            Assert.Equal(bytes.Length - 8 - BitConverter.ToInt64(bytes), total);
        }
        catch (ModelFormatException refusal)
        {
            Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] MakeValid()
    {
        using var bytes = new MemoryStream();
        SafetensorsWriter.Write(
            bytes,
            [NamedTensor.Create("layer.weight", new float[12], 3, 4), NamedTensor.Create("ids", new long[2]), NamedTensor.Create("mask", new bool[5]), NamedTensor.Create("bias", new float[3]).As(TensorType.Float16)],
            new Dictionary<string, string> { ["format"] = "pt" });
        return bytes.ToArray();
    }
}
