using System.Text.Json;
using NlpTransfer.Metrics;

namespace NlpTransfer.Conformance.Tests;

/// <summary>One language of golden/metrics/translation.json.</summary>
/// <param name="Language">Its code.</param>
/// <param name="Json">What sacrebleu computed.</param>
internal sealed record GoldenTranslation(string Language, JsonElement Json)
{
    /// <summary>Every language; the test is skipped where the file is missing.</summary>
    public static GoldenTranslation[] All()
    {
        JsonElement root = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.Golden("metrics", "translation.json"))).RootElement;
        GoldenTranslation[] all = [.. root.EnumerateObject().Select(p => new GoldenTranslation(p.Name, p.Value))];
        Assert.NotEmpty(all);
        return all;
    }

    /// <summary>Each kind of score with one reference and with two.</summary>
    public static TheoryData<string, int> Cases(IEnumerable<string> kinds)
    {
        var cases = new TheoryData<string, int>();
        foreach (string kind in kinds)
        {
            cases.Add(kind, 1);
            cases.Add(kind, 2);
        }

        return cases;
    }

    /// <summary>The sets of references.</summary>
    public string[][] References => [.. Json.GetProperty("references").EnumerateArray().Select(Strings)];

    /// <summary>The translations of a system, a or b.</summary>
    public string[] Hypotheses(string system) => Strings(Json.GetProperty("hypotheses").GetProperty(system));

    /// <summary>The figures of a kind of score against the first references.</summary>
    public JsonElement Score(string kind, int references) =>
        Json.GetProperty("scores").GetProperty(references == 1 ? $"{kind} | 1 reference" : $"{kind} | {references} references");

    /// <summary>The first reference of a sentence and its translation by system a.</summary>
    public (string Hypothesis, string Reference)[] Sentences() => [.. Hypotheses("a").Zip(References[0])];

    /// <summary>Asserts that a figure is the golden one, to 1e-9 of its size.</summary>
    public static void Close(JsonElement expected, double actual, string where) => Close(expected.GetDouble(), actual, where);

    /// <inheritdoc cref="Close(JsonElement, double, string)"/>
    public static void Close(double expected, double actual, string where) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Abs(expected), $"{where}: {expected:R} expected, {actual:R} found");

    /// <summary>Asserts that a score, its line and its signature are the golden ones.</summary>
    public static void Equal(JsonElement expected, TranslationScore actual, string where)
    {
        Close(expected.GetProperty("score"), actual.Value, where);
        Assert.Equal(expected.GetProperty("text").GetString(), actual.ToText(4));
        Assert.Equal(expected.GetProperty("signature").GetString(), actual.Signature);
    }

    private static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];
}
