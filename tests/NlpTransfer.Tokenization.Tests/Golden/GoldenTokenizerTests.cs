using System.Text.Json;

namespace NlpTransfer.Tokenization.Tests;

public sealed class GoldenTokenizerTests
{
    [SkippableTheory]
    [MemberData(nameof(GoldenTokenizers.Cases), MemberType = typeof(GoldenTokenizers))]
    public void Encode_GoldenLines_EqualsReference(string name)
    {
        TextTokenizer tokenizer = Load(name);
        string[] lines = GoldenTokenizers.Lines();
        JsonElement expected = GoldenTokenizers.Expected(name);
        var differences = new List<string>();
        for (int i = 0; i < lines.Length; i++)
        {
            TokenEncoding encoding = tokenizer.Encode(lines[i]);
            CodePointOffsets points = CodePointOffsets.Of(lines[i]);
            Compare(differences, $"{i} ids", string.Join(' ', expected.GetProperty("ids")[i].EnumerateArray()), string.Join(' ', encoding.Ids));
            if (expected.TryGetProperty("offsets", out JsonElement offsets))
                Compare(differences, $"{i} offsets", Text(offsets[i]), string.Join(' ', encoding.Offsets.Select(range => points.Convert(range)).Select(range => $"[{range.Start}, {range.End}]")));
            if (expected.TryGetProperty("tokens", out JsonElement tokens) || expected.TryGetProperty("pieces", out tokens))
                Compare(differences, $"{i} tokens", Text(tokens[i]), string.Join(' ', encoding.Tokens));
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences.Take(30))}");
    }

    [SkippableTheory]
    [MemberData(nameof(GoldenTokenizers.Cases), MemberType = typeof(GoldenTokenizers))]
    public void Decode_GoldenIds_EqualsReference(string name)
    {
        TextTokenizer tokenizer = Load(name);
        JsonElement expected = GoldenTokenizers.Expected(name);
        var differences = new List<string>();
        for (int i = 0; i < expected.GetProperty("ids").GetArrayLength(); i++)
        {
            int[] ids = expected.GetProperty("ids")[i].Deserialize<int[]>()!;
            Compare(differences, $"{i} decoded", expected.GetProperty("decoded")[i].GetString()!, tokenizer.Decode(ids));
            if (expected.TryGetProperty("decoded_with_special", out JsonElement special))
                Compare(differences, $"{i} with special", special[i].GetString()!, tokenizer.Decode(ids, skipSpecialTokens: false));
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences.Take(30))}");
    }

    [SkippableTheory]
    [MemberData(nameof(GoldenTokenizers.Cases), MemberType = typeof(GoldenTokenizers))]
    public void Normalize_GoldenLines_EqualsReference(string name)
    {
        TextTokenizer tokenizer = Load(name);
        JsonElement expected = GoldenTokenizers.Expected(name);
        Skip.IfNot(expected.TryGetProperty("normalized", out JsonElement normalized), $"{name} holds no normalised texts.");
        string[] lines = GoldenTokenizers.Lines();
        for (int i = 0; i < lines.Length; i++)
            Assert.Equal(normalized[i].GetString(), tokenizer.Normalize(lines[i]));
    }

    [SkippableTheory]
    [MemberData(nameof(GoldenTokenizers.Cases), MemberType = typeof(GoldenTokenizers))]
    public void EncodePair_GoldenPairs_EqualsReference(string name)
    {
        TextTokenizer tokenizer = Load(name);
        JsonElement expected = GoldenTokenizers.Expected(name);
        Skip.IfNot(expected.TryGetProperty("pair_ids", out JsonElement pairs), $"{name} holds no pairs.");
        string[] lines = GoldenTokenizers.Lines();
        for (int i = 0; i < pairs.GetArrayLength(); i++)
        {
            PairEncoding encoding = tokenizer.EncodePair(lines[2 * i], lines[2 * i + 1]);
            Assert.Equal(pairs[i].Deserialize<int[]>(), encoding.Ids);
            Assert.Equal(expected.GetProperty("pair_type_ids")[i].Deserialize<int[]>(), encoding.TypeIds);
        }
    }

    private static TextTokenizer Load(string name)
    {
        Skip.If(name == "none", "The golden folder is not on this machine.");
        return TextTokenizer.Load(GoldenTokenizers.Path(name));
    }

    private static string Text(JsonElement array) => string.Join(' ', array.EnumerateArray());

    private static void Compare(List<string> differences, string what, string expected, string actual)
    {
        if (expected != actual)
            differences.Add($"{what}\n  expected {expected}\n  actual   {actual}");
    }
}
