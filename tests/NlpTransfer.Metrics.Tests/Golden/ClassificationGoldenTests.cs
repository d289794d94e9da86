using System.Text.Json;

namespace NlpTransfer.Metrics.Tests;

/// <summary>Every figure of golden/metrics/classification.json, to 1e-9 of its size.</summary>
public sealed class ClassificationGoldenTests
{
    private static JsonElement Golden() =>
        JsonDocument.Parse(File.ReadAllBytes(SharedFolders.Golden("metrics", "classification.json"))).RootElement;

    private static JsonElement[] Cases()
    {
        JsonElement[] cases = [.. Golden().GetProperty("classification").EnumerateArray()];
        Assert.NotEmpty(cases);
        return cases;
    }

    private static int[] Ints(JsonElement e) => [.. e.EnumerateArray().Select(x => x.GetInt32())];

    private static double[] Doubles(JsonElement e) => [.. e.EnumerateArray().Select(x => x.GetDouble())];

    private static double[][] Matrix(JsonElement e) => [.. e.EnumerateArray().Select(Doubles)];

    private static void Close(JsonElement expected, double actual)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.True(double.IsNaN(actual), $"undefined expected, {actual} found");
            return;
        }

        double value = expected.GetDouble();
        Assert.True(Math.Abs(value - actual) <= 1e-9 * Math.Max(Math.Abs(value), 1e-300), $"{value:R} expected, {actual:R} found");
    }

    private static void Close(JsonElement expected, PrecisionRecall actual)
    {
        Close(expected[0], actual.Precision);
        Close(expected[1], actual.Recall);
        Close(expected[2], actual.F1);
    }

    [SkippableFact]
    public void ConfusionMatrix_Golden_Equal()
    {
        foreach (JsonElement c in Cases())
        {
            int classes = c.GetProperty("labels").GetInt32();
            var matrix = ConfusionMatrix.Create(Ints(c.GetProperty("gold")), Ints(c.GetProperty("predicted")), classes);
            Close(c.GetProperty("accuracy"), matrix.Accuracy);
            Close(c.GetProperty("balanced_accuracy"), matrix.BalancedAccuracy);
            Close(c.GetProperty("mcc"), matrix.Mcc);
            Close(c.GetProperty("kappa"), matrix.Kappa);
            Close(c.GetProperty("macro"), matrix.Macro);
            Close(c.GetProperty("micro"), matrix.Micro);
            Close(c.GetProperty("weighted"), matrix.Weighted);
            JsonElement perClass = c.GetProperty("per_class");
            for (int i = 0; i < classes; i++)
            {
                ClassScores scores = matrix.Class(i);
                Close(perClass[0][i], scores.Precision);
                Close(perClass[1][i], scores.Recall);
                Close(perClass[2][i], scores.F1);
                Assert.Equal(perClass[3][i].GetInt64(), scores.Support);
                for (int j = 0; j < classes; j++)
                    Assert.Equal(c.GetProperty("confusion")[i][j].GetInt64(), matrix[i, j]);
            }
        }
    }

    [SkippableFact]
    public void Probabilities_Golden_Equal()
    {
        foreach (JsonElement c in Cases())
        {
            int[] gold = Ints(c.GetProperty("gold"));
            double[][] probabilities = Matrix(c.GetProperty("probabilities"));
            Close(c.GetProperty("log_loss"), ProbabilityScores.LogLoss(probabilities, gold));
            Close(c.GetProperty("brier_multiclass_sum"), ProbabilityScores.Brier(probabilities, gold));
            Close(c.GetProperty("ece_10_equal_width_right_closed"), Reliability.ExpectedError(probabilities, gold));
        }
    }

    [SkippableFact]
    public void McNemarAndWilson_Golden_Equal()
    {
        foreach (JsonElement c in Cases())
        {
            int[] gold = Ints(c.GetProperty("gold")), first = Ints(c.GetProperty("predicted")), second = Ints(c.GetProperty("other_system"));
            McNemarCounts counts = McNemar.Count(
                [.. gold.Zip(first, (g, p) => g == p)],
                [.. gold.Zip(second, (g, p) => g == p)]);
            JsonElement test = c.GetProperty("mcnemar_exact");
            Assert.Equal(test.GetProperty("only_first_right").GetInt32(), counts.OnlyFirst);
            Assert.Equal(test.GetProperty("only_second_right").GetInt32(), counts.OnlySecond);
            Close(test.GetProperty("p_value"), counts.PValue);
            Interval wilson = WilsonInterval.Create(gold.Zip(first).Count(r => r.First == r.Second), gold.Length);
            Close(c.GetProperty("wilson_95")[0], wilson.Low);
            Close(c.GetProperty("wilson_95")[1], wilson.High);
        }
    }

    [SkippableFact]
    public void LinearCka_Golden_Equal()
    {
        JsonElement cka = Golden().GetProperty("linear_cka");
        Close(cka.GetProperty("value"), LinearCka.Compute(Matrix(cka.GetProperty("x")), Matrix(cka.GetProperty("y"))));
    }
}
