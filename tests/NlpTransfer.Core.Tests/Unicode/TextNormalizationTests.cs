using System.Security.Cryptography;
using System.Text;

namespace NlpTransfer.Tests;

public sealed class TextNormalizationTests
{
    [Theory]
    [InlineData("e\u0301", NormalizationForm.FormC, "\u00E9")]
    [InlineData("\u1E63\u0301", NormalizationForm.FormD, "s\u0323\u0301")]
    [InlineData("s\u0301\u0323", NormalizationForm.FormD, "s\u0323\u0301")]
    [InlineData("\uFB01\u2460\u00A0x", NormalizationForm.FormKC, "fi1 x")]
    [InlineData("\uAC01", NormalizationForm.FormD, "\u1100\u1161\u11A8")]
    [InlineData("\u1100\u1161\u11A8", NormalizationForm.FormC, "\uAC01")]
    [InlineData("\u0958", NormalizationForm.FormC, "\u0915\u093C")]
    public void Normalize_KnownCase_IsAsTheStandardSays(string text, NormalizationForm form, string expected) =>
        Assert.Equal(expected, TextNormalization.Normalize(text, form));

    // SHA-256 over the UTF-8 of unicodedata.normalize(form, chr(c)) + "\n" for all scalar values, Python's tables of Unicode 14.
    [Theory]
    [InlineData(NormalizationForm.FormC, "9cc65524a9d8082bf10840c616cd199bd2ac12ee49a3381bd6fb7957711f342b")]
    [InlineData(NormalizationForm.FormD, "b505598a484ab04ad1f0d3e9d772f4a536b012c63ec82132e4a7fba25a8d94f2")]
    [InlineData(NormalizationForm.FormKC, "06e7277bca1b5f061a23d4e0caee648a132aee7e3fe7ae21a6f460298c980a11")]
    [InlineData(NormalizationForm.FormKD, "d796bc2466011eef032f183cd5a0e9335aed43a191d6c20c137ee95f1fc98dc6")]
    public void Normalize_EveryCodePoint_EqualsPython(NormalizationForm form, string digest) =>
        Assert.Equal(digest, Digest(form, Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(c => new Rune(c).ToString())));

    // The same over 20,000 strings of bases and marks, drawn as below.
    [Theory]
    [InlineData(NormalizationForm.FormC, "a7dfaea9980659ba9f5d248252387dfcd607ceb921b940cda175d1483eea8b2e")]
    [InlineData(NormalizationForm.FormD, "195eb7a95d354576c055e504fc6317d6b4003c8f95bc25a8ea440048885aabc5")]
    [InlineData(NormalizationForm.FormKC, "629ab7378151556a13e858c7622422aee5883f1bef18cfe293425e5627597b51")]
    [InlineData(NormalizationForm.FormKD, "44c3ec62c5e2fdfe95eabbee40c87f7f6da5ea451fd830616c8bf4b68f0bc53b")]
    public void Normalize_RunsOfMarks_EqualPython(NormalizationForm form, string digest) => Assert.Equal(digest, Digest(form, MarkedStrings()));

    private static string Digest(NormalizationForm form, IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts)
            hash.AppendData(Encoding.UTF8.GetBytes(TextNormalization.Normalize(text, form) + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> MarkedStrings()
    {
        char[] marks = [.. Enumerable.Range(0x300, 0x45).Select(c => (char)c), '\u065F', '\u064B', '\u093C', '\u1161', '\u11A8', '\u09BE', '\u0F71', '\u0F72'];
        const string bases = "aeiouAEOsSnm\u00E9\u1E63\u1EE3\uAC00\u1100\u09C7\u0627\u212B\uFB01\u1E9B";
        uint state = 12345;
        int Next(int bound) => (int)(((state = ((state * 1103515245u) + 12345u) & 0x7FFFFFFF) >> 8) % bound);
        for (int i = 0; i < 20_000; i++)
        {
            string text = bases[Next(bases.Length)].ToString();
            for (int k = Next(6); k > 0; k--)
                text += marks[Next(marks.Length)];
            yield return text + bases[Next(bases.Length)];
        }
    }
}
