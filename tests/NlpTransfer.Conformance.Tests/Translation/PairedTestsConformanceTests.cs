using System.Text.Json;
using NlpTransfer.Metrics;

namespace NlpTransfer.Conformance.Tests;

/// <summary>Paired bootstrap and approximate randomisation against sacrebleu's figures with seed 12345: p-values exactly.</summary>
public sealed class PairedTestsConformanceTests
{
    private static readonly TranslationMetric[] Metrics = [new Bleu(), new Chrf()];

    [SkippableFact]
    public void Bootstrap_Golden_SamePValues()
    {
        foreach (GoldenTranslation golden in GoldenTranslation.All())
        {
            foreach (TranslationMetric metric in Metrics)
            {
                JsonElement expected = golden.Json.GetProperty("paired").GetProperty("bs").GetProperty(metric.Name);
                IReadOnlyList<BootstrappedScore> actual = PairedTranslationTest.Bootstrap(metric, Systems(golden), golden.References[..1]);
                for (int i = 0; i < 2; i++)
                {
                    string where = $"{golden.Language} {metric.Name} {i}";
                    GoldenTranslation.Close(expected[i].GetProperty("score"), actual[i].Value, where);
                    GoldenTranslation.Close(expected[i].GetProperty("mean"), actual[i].Mean, where);
                    GoldenTranslation.Close(expected[i].GetProperty("ci"), actual[i].HalfWidth, where);
                    Assert.Equal(PValue(expected[i]), actual[i].PValue);
                }
            }
        }
    }

    [SkippableFact]
    public void Randomize_Golden_SamePValues()
    {
        foreach (GoldenTranslation golden in GoldenTranslation.All())
        {
            foreach (TranslationMetric metric in Metrics)
            {
                JsonElement expected = golden.Json.GetProperty("paired").GetProperty("ar").GetProperty(metric.Name);
                IReadOnlyList<RandomizedScore> actual = PairedTranslationTest.Randomize(metric, Systems(golden), golden.References[..1]);
                for (int i = 0; i < 2; i++)
                {
                    GoldenTranslation.Close(expected[i].GetProperty("score"), actual[i].Value, $"{golden.Language} {metric.Name} {i}");
                    Assert.Equal(PValue(expected[i]), actual[i].PValue);
                }
            }
        }
    }

    // In the golden file b is the baseline.
    private static string[][] Systems(GoldenTranslation golden) => [golden.Hypotheses("b"), golden.Hypotheses("a")];

    private static double? PValue(JsonElement result)
    {
        JsonElement value = result.GetProperty("p_value");
        return value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
    }
}
