using System.Text.Json;
using NlpTransfer.Remapping;

namespace NlpTransfer.Conformance.Tests;

/// <summary>Copying and FOCUS against deepfocus: between vocabularies of one custom and across customs, exact and fuzzy.</summary>
public sealed class FocusConformanceTests
{
    public static TheoryData<string, CopyMatch> Cases => new()
    {
        { "unigram", CopyMatch.Canonical }, { "unigram", CopyMatch.Fuzzy },
        { "wordpiece", CopyMatch.Canonical }, { "wordpiece", CopyMatch.Fuzzy },
        { "bytelevel", CopyMatch.Canonical }, { "bytelevel", CopyMatch.Fuzzy },
    };

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Copy_Overlap_IsTheReferences(string kind, CopyMatch match)
    {
        using var golden = new GoldenRemap();
        JsonElement expected = golden.Json.GetProperty(Name(kind, match)).GetProperty("overlap");
        RemapContext context = Context(kind);
        // The reference knows nothing of the parts that special tokens play.
        HashSet<int> special = [.. context.New.Definition.AddedTokens.Select(token => token.Id)];
        string[] wanted = [.. expected.EnumerateArray().Select(golden.Ids).Where(pair => !special.Contains(pair[0])).Select(pair => $"{pair[0]} {pair[1]}")];
        string[] found = [.. new CopyInitializer(match).Express(context, default).Where(row => !special.Contains(row.NewToken)).Select(row => $"{row.NewToken} {row.OldToken}")];
        Assert.Equal(wanted, found);
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Focus_Rows_AreTheReferences(string kind, CopyMatch match)
    {
        using var golden = new GoldenRemap();
        HashSet<int> random = [.. golden.Ids(golden.Json.GetProperty(Name(kind, match)).GetProperty("random_rows"))];
        float[][] expected = golden.Matrix("focus." + Name(kind, match));
        var focus = new FocusInitializer(golden.Auxiliary(), new FocusOptions { Overlap = match });
        Dictionary<int, float[]> made = GoldenRemap.Apply(focus.Express(Context(kind), default), golden.Matrix($"source_embeddings.{kind}"));
        Assert.All(Enumerable.Range(0, expected.Length).Where(token => !random.Contains(token)), token => Assert.True(made.ContainsKey(token), $"token {token} is not expressed"));
        (int token, double difference) = GoldenRemap.Worst(made, expected, random);
        Assert.True(difference < 1e-5, $"token {token} differs by {difference}");
    }

    private static string Name(string kind, CopyMatch match) => $"{kind}.{(match == CopyMatch.Fuzzy ? "fuzzy" : "exact")}";

    private static RemapContext Context(string kind) => new(GoldenRemap.Tokenizer($"source-{kind}"), GoldenRemap.Tokenizer("target-unigram"));
}
