using NlpTransfer.Remapping;

namespace NlpTransfer.Conformance.Tests;

/// <summary>WECHSEL against the reference: the same word vectors and alignment give the same rows.</summary>
public sealed class WechselConformanceTests
{
    [SkippableFact]
    public void Wechsel_Rows_AreTheReferences()
    {
        using var golden = new GoldenRemap();
        var context = new RemapContext(GoldenRemap.Tokenizer("source-unigram"), GoldenRemap.Tokenizer("target-unigram"));
        HashSet<int> random = [.. golden.Ids(golden.Json.GetProperty("wechsel.not_found"))];
        float[][] source = golden.Matrix("source_embeddings.unigram"), expected = golden.Matrix("wechsel.result");
        RemapRow[] copied = [.. new CopyInitializer().Express(context with { Tokens = [.. context.New.Definition.AddedTokens.Select(token => token.Id)] }, default)];
        Dictionary<int, float[]> special = GoldenRemap.Apply(copied, source);
        Assert.Equal(context.New.Definition.AddedTokens.Count, special.Count);
        (int copiedToken, double copiedDifference) = GoldenRemap.Worst(special, expected, new HashSet<int>());
        Assert.True(copiedDifference < 1e-5, $"special token {copiedToken} differs by {copiedDifference}");

        Dictionary<int, float[]> made = GoldenRemap.Apply(Wechsel(golden, 10).Express(context, default), source);
        Assert.Equal(context.New.VocabularySize - random.Count, made.Count);
        Assert.DoesNotContain(made.Keys, random.Contains);
        int[] different = [.. made.Keys.Where(token => !AreClose(made[token], expected[token]))];
        Assert.True(different.Length <= 6, $"{different.Length} tokens differ");

        // Two old pieces that only the same words hold have the same vector. Where they are tenth and eleventh, the reference takes either.
        ILookup<int, RemapRow> eleven = Wechsel(golden, 11).Express(context with { Tokens = different }, default).ToLookup(row => row.NewToken);
        Assert.All(different, token =>
        {
            float least = eleven[token].Min(row => row.Weight);
            RemapRow[] tied = [.. eleven[token].Where(row => row.Weight == least)];
            Assert.True(tied.Length > 1, $"token {token} differs without a tie");
            Assert.Contains(tied, left => AreClose(GoldenRemap.Apply(Without(eleven[token], left), source)[token], expected[token]));
        });
    }

    private static WechselInitializer Wechsel(GoldenRemap golden, int neighbours) =>
        new(golden.Words("source"), golden.Words("target"), Alignment(golden), new WechselOptions { Neighbours = neighbours });

    private static RemapRow[] Without(IEnumerable<RemapRow> rows, RemapRow left) => [.. rows.Where(row => row != left).Select(row => row with { Weight = row.Weight / (1 - left.Weight) })];

    private static bool AreClose(float[] made, float[] expected) => made.Zip(expected, (a, b) => Math.Abs(a - b)).Max() < 1e-5;

    private static float[,] Alignment(GoldenRemap golden)
    {
        float[][] rows = golden.Matrix("wechsel.alignment");
        var map = new float[rows.Length, rows.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < rows.Length; column++)
                map[row, column] = rows[row][column];
        }

        return map;
    }
}
