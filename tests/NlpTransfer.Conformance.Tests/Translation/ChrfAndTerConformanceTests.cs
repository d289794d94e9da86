using System.Text.Json;
using NlpTransfer.Metrics;

namespace NlpTransfer.Conformance.Tests;

/// <summary>chrF, chrF++ and TER against sacrebleu's figures: scores, lines of text and signatures.</summary>
public sealed class ChrfAndTerConformanceTests
{
    private static readonly Dictionary<string, TranslationMetric> Kinds = new()
    {
        ["chrF2"] = new Chrf(),
        ["chrF++"] = new Chrf(new ChrfOptions { WordOrder = 2 }),
        ["chrF1 lc"] = new Chrf(new ChrfOptions { Beta = 1, LowerCase = true }),
        ["chrF2 ws"] = new Chrf(new ChrfOptions { Whitespace = true }),
        ["chrF2 eps"] = new Chrf(new ChrfOptions { EpsilonSmoothing = true }),
        ["TER"] = new Ter(),
        ["TER norm"] = new Ter(new TerOptions { Normalized = true, NoPunctuation = true }),
        ["TER asian"] = new Ter(new TerOptions { Normalized = true, AsianSupport = true, CaseSensitive = true }),
    };

    public static TheoryData<string, int> Cases() => GoldenTranslation.Cases(Kinds.Keys);

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Score_Golden_Equal(string kind, int references)
    {
        foreach (GoldenTranslation golden in GoldenTranslation.All())
        {
            TranslationScore actual = Kinds[kind].Score(golden.Hypotheses("a"), golden.References[..references]);
            GoldenTranslation.Equal(golden.Score(kind, references), actual, $"{golden.Language} {kind}");
        }
    }

    [SkippableTheory]
    [InlineData("chrF2", "sentence_chrf")]
    [InlineData("TER", "sentence_ter")]
    public void ScoreSentence_Golden_Equal(string kind, string key)
    {
        foreach (GoldenTranslation golden in GoldenTranslation.All())
        {
            JsonElement expected = golden.Json.GetProperty(key);
            (string Hypothesis, string Reference)[] sentences = golden.Sentences();
            Assert.Equal(expected.GetArrayLength(), sentences.Length);
            for (int i = 0; i < sentences.Length; i++)
                GoldenTranslation.Close(expected[i], Kinds[kind].ScoreSentence(sentences[i].Hypothesis, [sentences[i].Reference]).Value, $"{golden.Language} {i + 1}");
        }
    }
}
