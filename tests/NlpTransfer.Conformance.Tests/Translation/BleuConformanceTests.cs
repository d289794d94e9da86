using System.Text.Json;
using NlpTransfer.Metrics;

namespace NlpTransfer.Conformance.Tests;

/// <summary>BLEU against sacrebleu's figures: scores, counts, lines of text and signatures.</summary>
public sealed class BleuConformanceTests
{
    private static readonly Dictionary<string, BleuOptions> Kinds = new()
    {
        ["BLEU 13a"] = new(),
        ["BLEU intl"] = new() { Tokenizer = BleuTokenizer.International },
        ["BLEU char"] = new() { Tokenizer = BleuTokenizer.Characters },
        ["BLEU none"] = new() { Tokenizer = BleuTokenizer.None },
        ["BLEU zh"] = new() { Tokenizer = BleuTokenizer.Chinese },
        ["BLEU lc floor"] = new() { LowerCase = true, Smoothing = BleuSmoothing.Floor },
        ["BLEU add-k 2"] = new() { Smoothing = BleuSmoothing.AddK, SmoothingValue = 2 },
        ["BLEU none smoothing"] = new() { Smoothing = BleuSmoothing.None },
        ["BLEU order 2"] = new() { MaxOrder = 2 },
    };

    public static TheoryData<string, int> Cases() => GoldenTranslation.Cases(Kinds.Keys);

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Score_Golden_Equal(string kind, int references)
    {
        foreach (GoldenTranslation golden in GoldenTranslation.All())
        {
            JsonElement expected = golden.Score(kind, references);
            BleuScore actual = new Bleu(Kinds[kind]).Score(golden.Hypotheses("a"), golden.References[..references]);
            string where = $"{golden.Language} {kind}";
            GoldenTranslation.Equal(expected, actual, where);
            Close(expected.GetProperty("counts"), actual.Counts, where);
            Close(expected.GetProperty("totals"), actual.Totals, where);
            Close(expected.GetProperty("precisions"), actual.Precisions, where);
            GoldenTranslation.Close(expected.GetProperty("bp"), actual.BrevityPenalty, where);
            Assert.Equal(expected.GetProperty("sys_len").GetInt64(), actual.HypothesisLength);
            Assert.Equal(expected.GetProperty("ref_len").GetInt64(), actual.ReferenceLength);
        }
    }

    [SkippableFact]
    public void ScoreSentence_Golden_Equal()
    {
        var bleu = new Bleu(new BleuOptions { EffectiveOrder = true });
        foreach (GoldenTranslation golden in GoldenTranslation.All())
        {
            Close(
                golden.Json.GetProperty("sentence_bleu"),
                [.. golden.Sentences().Select(s => bleu.ScoreSentence(s.Hypothesis, [s.Reference]).Value)],
                golden.Language);
        }
    }

    private static void Close(JsonElement expected, IReadOnlyList<double> actual, string where)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Count);
        for (int i = 0; i < actual.Count; i++)
            GoldenTranslation.Close(expected[i], actual[i], $"{where} [{i}]");
    }
}
