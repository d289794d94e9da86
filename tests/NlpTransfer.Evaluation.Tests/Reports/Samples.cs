using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

/// <summary>Small reports that hold what is hard to print: right-to-left script, marks, markup in texts and labels.</summary>
internal static class Samples
{
    private static readonly string[] Expected = ["health", "health", "<b>sport</b>", "صحت", "صحت", "a|b"];

    private static readonly string[] Texts =
    [
        "Ara mi ò yá → health", "ڊاڪٽر اسپتال ۾ آهي → health", "Àwọn ọmọ ń gbá bọ́ọ̀lù <script>alert(1)</script> → <b>sport</b>",
        "مون کي بخار آهي → صحت", "دوا وٺڻ ضروري آهي → health", "*one* | two_\nthree → health",
    ];

    public static CorpusRow[] Rows { get; } =
        [.. Texts.Select((text, i) => new CorpusRow(text) { Label = Expected[i], Group = $"s{i}", Position = new RowPosition("/home/someone/test.tsv", i + 2) })];

    public static Task<EvaluationReport> Evaluation() => ClassifierEvaluation.RunAsync(
        new FixedClassifier(0.9, "health", "<b>sport</b>", "صحت", "travel"),
        Rows,
        new()
        {
            Name = "combined",
            Floor = SystemPredictions.FromLabels("letters", ["health", "travel", "travel", "صحت", "travel", "travel"]),
            Against = [SystemPredictions.FromLabels("e5 & \"co\"", ["health", "health", "travel", "صحت", "صحت", "a|b"])],
            TrainedOn = LeakageIndex.Build([Rows[1], new CorpusRow("ein anderer") { Group = "s5" }]),
            Statistics = new() { BootstrapSamples = 200, Seed = 1 },
        });

    public static Task<EvaluationReport> Plain() => ClassifierEvaluation.RunAsync(
        new FixedClassifier(0.9, "a", "b"), TestRows.Of("a→a", "b→a"), new() { TrainedOn = LeakageIndex.Build([]), Statistics = new() { BootstrapSamples = 200 } });

    public static LadderReport Ladder()
    {
        CorpusRow[] rows = TestRows.Labelled([.. TestRows.Repeat("a", 30), .. TestRows.Repeat("b", 30)]);
        LadderStep Step(string name, int right, string description) => new(
            SystemPredictions.FromLabels(name, [.. Enumerable.Range(0, 60).Select(i => (i % 30 < right) == (i < 30) ? "a" : "b")]), description);
        return LadderReport.Create(
            rows,
            [Step("letters", 15, "characters and words alone"), Step("kernel", 17, "encoder and letters on the target's rows"), Step("combined", 28, "letters and kernel together")],
            new() { BootstrapSamples = 200 });
    }

    public static CrossValidationReport CrossValidation()
    {
        CorpusRow[] rows =
        [
            .. new[] { "yor", "snd" }.SelectMany(language => Enumerable.Range(0, 20).Select(i =>
                new CorpusRow("text") { Label = i % 2 == 0 ? "a" : "b", Language = language, Group = $"s{i}" })),
        ];
        SystemPredictions Right(string name, int right) =>
            SystemPredictions.FromLabels(name, [.. rows.Select((row, i) => i % 20 < right ? row.Label! : "wrong")]);
        return CrossValidationReport.Create(rows, [Right("letters", 10), Right("combined", 17)], new() { Folds = 5, Statistics = new() { BootstrapSamples = 200 } });
    }
}
