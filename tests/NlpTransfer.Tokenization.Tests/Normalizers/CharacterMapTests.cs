using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace NlpTransfer.Tokenization.Tests;

public sealed class CharacterMapTests
{
    [SkippableTheory]
    [InlineData("ﬁ", "fi")]
    [InlineData("\u00A0", " ")]
    [InlineData("①", "1")]
    [InlineData("\u0007", "")]
    [InlineData("Ａ", "A")]
    public void TryMap_SentencePieceMap_GivesTheReplacement(string text, string expected)
    {
        CharacterMap map = CharacterMap.TryParse(NmtNfkc(), out _)!;
        Assert.True(map.TryMap(Encoding.UTF8.GetBytes(text), out ReadOnlySpan<byte> replacement));
        Assert.Equal(expected, Encoding.UTF8.GetString(replacement));
    }

    [SkippableTheory]
    [InlineData("ﬁx", 1, "fi")]
    [InlineData("e\u0301x", 2, "é")]
    [InlineData("s\u0323\u0307", 3, "ṩ")]
    [InlineData("e\u0302\u0301", 3, "ế")]
    public void TryMapLongest_SentencePieceMap_TakesTheLongestKey(string text, int length, string expected)
    {
        CharacterMap map = CharacterMap.TryParse(NmtNfkc(), out _)!;
        Assert.True(map.TryMapLongest(text, out int consumed, out ReadOnlySpan<byte> replacement));
        Assert.Equal((length, expected), (consumed, Encoding.UTF8.GetString(replacement)));
    }

    [SkippableFact]
    public void Untouched_EveryText_StopsWhereAKeyBegins()
    {
        CharacterMap map = CharacterMap.TryParse(NmtNfkc(), out _)!;
        Assert.Equal(3, map.Untouched("abce\u0301"));
        Assert.Equal(0, map.Untouched("ﬁ"));
        Assert.Equal(5, map.Untouched("abcde"));
        var random = new CounterRandom(2, "untouched");
        char[] units = [.. "abeoEs ọ\u0301\u0323\u0302ﬁ가각\u1100\u1161ကｶﾞ中\u00A0"];
        for (int step = 0; step < 5000; step++)
        {
            string text = string.Concat(Enumerable.Range(0, 6).Select(_ => units[random.NextInt32(units.Length)]));
            int untouched = map.Untouched(text);
            for (int at = 0; at < untouched; at++)
                Assert.False(map.TryMapLongest(text.AsSpan(at), out _, out _), $"'{text}' at {at}");
        }
    }

    [SkippableFact]
    public void TryMap_UnmappedText_SaysNo()
    {
        CharacterMap map = CharacterMap.TryParse(NmtNfkc(), out _)!;
        Assert.False(map.TryMap("a"u8, out _));
        Assert.False(map.TryMap([], out _));
        Assert.False(map.TryMap([0], out _));
    }

    [Theory]
    [InlineData(new byte[] { 1, 2 }, "holds 2 bytes")]
    [InlineData(new byte[] { 255, 255, 255, 127, 0 }, "of which 1 are there")]
    [InlineData(new byte[] { 0, 0, 0, 0 }, "0 bytes")]
    [InlineData(new byte[] { 4, 0, 0, 0, 0, 0, 0, 0, 0xFF }, "not UTF-8")]
    public void TryParse_Damaged_SaysWhy(byte[] blob, string part)
    {
        Assert.Null(CharacterMap.TryParse(blob, out string reason));
        Assert.Contains(part, reason, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void TryMap_DamagedTrie_StaysInBounds()
    {
        byte[] good = NmtNfkc();
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(good);
        for (ulong step = 0; step < 50; step++)
        {
            byte[] bad = [.. good];
            var random = new CounterRandom(1, "charsmap", step);
            for (int i = 0; i < 2000; i++)
                bad[4 + (int)(random.NextUInt64() % size)] = (byte)random.NextUInt64();
            CharacterMap map = CharacterMap.TryParse(bad, out _)!;
            for (int code = 1; code < 0x3000; code++)
                map.TryMap(Encoding.UTF8.GetBytes(((char)code).ToString()), out _);
        }
    }

    private static byte[] NmtNfkc()
    {
        using FileStream file = File.OpenRead(Path.Combine(SharedFolders.MinilmEn(), "..", "nmt_nfkc.charsmap.zlib"));
        using var zlib = new ZLibStream(file, CompressionMode.Decompress);
        using var memory = new MemoryStream();
        zlib.CopyTo(memory);
        return memory.ToArray();
    }
}
