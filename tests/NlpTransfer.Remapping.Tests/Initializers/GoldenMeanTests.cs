using System.Globalization;
using System.Text.Json;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

/// <summary>Copy and mean against the reference results of fast vocabulary transfer.</summary>
public sealed class GoldenMeanTests
{
    [SkippableFact]
    public void Create_CopyThenMean_AveragesThePiecesOfTheReference()
    {
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.Golden("remap", "expected.json")));
        TextTokenizer old = TextTokenizer.Load(SharedFolders.Golden("remap", "source-unigram.tokenizer.json"));
        TextTokenizer target = TextTokenizer.Load(SharedFolders.Golden("remap", "target-unigram.tokenizer.json"));
        var context = new RemapContext(old, target);
        ILookup<int, RemapRow> copied = new CopyInitializer().Express(context, default).ToLookup(row => row.NewToken);
        ILookup<int, RemapRow> averaged = new MeanInitializer().Express(context, default).ToLookup(row => row.NewToken);
        int compared = 0;
        var different = new List<string>();
        foreach (JsonProperty token in expected.RootElement.GetProperty("fvt.unigram").EnumerateObject())
        {
            int id = int.Parse(token.Name, CultureInfo.InvariantCulture);
            int[] pieces = [.. token.Value.EnumerateArray().Select(piece => piece.GetInt32())];
            // A letter that the source lacks is <unk> in the reference; here it is made of its letters.
            if (pieces.Contains(old.SpecialTokens.Unknown!.Value) && !copied.Contains(id))
                continue;
            compared++;
            (int, float)[] wanted = [.. pieces.GroupBy(piece => piece).OrderBy(same => same.Key).Select(same => (same.Key, (float)same.Count() / pieces.Length))];
            (int, float)[] got = [.. (copied.Contains(id) ? copied[id] : averaged[id]).Select(row => (row.OldToken, row.Weight))];
            if (!wanted.SequenceEqual(got))
                different.Add($"{id} '{target.IdToToken(id)}': {string.Join(' ', got)} instead of {string.Join(' ', wanted)}");
        }

        Assert.Empty(different);
        Assert.True(compared > 900, $"{compared} of the reference's tokens were compared");
    }
}
