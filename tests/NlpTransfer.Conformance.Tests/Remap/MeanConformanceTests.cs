using System.Globalization;
using NlpTransfer.Remapping;

namespace NlpTransfer.Conformance.Tests;

/// <summary>The mean of old pieces against fast vocabulary transfer.</summary>
public sealed class MeanConformanceTests
{
    [SkippableFact]
    public void Mean_Rows_AreTheReferences()
    {
        using var golden = new GoldenRemap();
        var context = new RemapContext(GoldenRemap.Tokenizer("source-unigram"), GoldenRemap.Tokenizer("target-unigram"));
        RemapRow[] copied = [.. new CopyInitializer().Express(context, default)];
        HashSet<int> done = [.. copied.Select(row => row.NewToken)];
        RemapContext rest = context with { Tokens = [.. context.Tokens.Where(token => !done.Contains(token))] };
        var mean = new MeanInitializer(new MeanOptions { Letters = false });
        Dictionary<int, float[]> made = GoldenRemap.Apply([.. copied, .. mean.Express(rest, default)], golden.Matrix("source_embeddings.unigram"));
        Assert.Equal(context.New.VocabularySize, made.Count);
        (int token, double difference) = GoldenRemap.Worst(made, golden.Matrix("fvt.unigram"), new HashSet<int>());
        Assert.True(difference < 1e-5, $"token {token} differs by {difference}");
    }

    [SkippableFact]
    public void MeanWithLetters_TokensWithoutUnknown_AreTheReferences()
    {
        using var golden = new GoldenRemap();
        var context = new RemapContext(GoldenRemap.Tokenizer("source-unigram"), GoldenRemap.Tokenizer("target-unigram"));
        int unknown = context.Old.SpecialTokens.Unknown!.Value;
        Dictionary<int, int[]> pieces = golden.Json.GetProperty("fvt.unigram").EnumerateObject()
            .ToDictionary(token => int.Parse(token.Name, CultureInfo.InvariantCulture), token => golden.Ids(token.Value));
        HashSet<int> copied = [.. new CopyInitializer().Express(context, default).Select(row => row.NewToken)];
        int[] tokens = [.. pieces.Keys.Where(token => !pieces[token].Contains(unknown) && !copied.Contains(token))];
        Assert.True(tokens.Length > 600, $"{tokens.Length} tokens are compared");
        Dictionary<int, float[]> made = GoldenRemap.Apply(new MeanInitializer().Express(context with { Tokens = tokens }, default), golden.Matrix("source_embeddings.unigram"));
        Assert.Equal(tokens.Length, made.Count);
        (int worst, double difference) = GoldenRemap.Worst(made, golden.Matrix("fvt.unigram"), new HashSet<int>());
        Assert.True(difference < 1e-5, $"token {worst} differs by {difference}");
    }
}
