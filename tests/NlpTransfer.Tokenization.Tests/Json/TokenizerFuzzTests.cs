using System.Text;

namespace NlpTransfer.Tokenization.Tests;

public sealed class TokenizerFuzzTests
{
    [Fact]
    public void Read_DamagedFiles_EndInOneTypedErrorOrATokenizer()
    {
        byte[] good = Encoding.UTF8.GetBytes(SmallTokenizers.Unigram);
        int refused = 0;
        for (ulong step = 0; step < 4000; step++)
        {
            byte[] bad = Damage(good, new CounterRandom(7, "fuzz", step));
            try
            {
                var tokenizer = new TextTokenizer(TokenizerJsonReader.Read(bad, "fuzz"));
                tokenizer.Decode(tokenizer.Encode("ab <mask> é\uD800 x").Ids);
            }
            catch (NlpTransferException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 4000);
    }

    [Fact]
    public void Read_CutFiles_AreRefused()
    {
        byte[] good = Encoding.UTF8.GetBytes(SmallTokenizers.Unigram.Trim());
        for (int length = 0; length < good.Length; length++)
            Assert.Throws<ModelFormatException>(() => TokenizerJsonReader.Read(good.AsSpan(0, length), "cut"));
    }

    private static byte[] Damage(byte[] good, CounterRandom random)
    {
        List<byte> bytes = [.. good];
        int changes = 1 + random.NextInt32(3);
        for (int i = 0; i < changes; i++)
        {
            int at = random.NextInt32(bytes.Count);
            int length = Math.Min(1 + random.NextInt32(30), bytes.Count - at);
            switch (random.NextInt32(4))
            {
                case 0:
                    bytes[at] = (byte)random.NextUInt32();
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.NextInt32(bytes.Count - length), length));
                    break;
                default:
                    bytes[at] = "0123456789{}[]\",:-e"u8[random.NextInt32(19)];
                    break;
            }
        }

        return [.. bytes];
    }
}
