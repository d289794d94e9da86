using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>An evaluation as JSON, schema 1. Leakage stands before the scores it touches.</summary>
internal static class EvaluationJson
{
    public static JsonObject Write(EvaluationReport report) => new()
    {
        ["schema"] = 1,
        ["system"] = report.System.System,
        ["summary"] = report.Summary,
        ["leakage"] = report.Leakage is { } leakage ? Leakage(leakage) : null,
        ["accuracy"] = ScoreJson.Of(report.Accuracy),
        ["macroF1"] = ScoreJson.Of(report.MacroF1),
        ["floor"] = report.Floor is { } floor ? ScoreJson.Of(floor) : null,
        ["majority"] = ScoreJson.Of(report.Majority),
        ["others"] = ScoreJson.Array(report.Others, ScoreJson.Of),
        ["comparisons"] = ScoreJson.Array(report.Comparisons, ScoreJson.Of),
        ["calibration"] = report.Calibration is { } calibration ? Calibration(calibration) : null,
        ["truncated"] = report.Truncated.Rows,
        ["truncatedTokens"] = report.Truncated.Tokens,
        ["balancedAccuracy"] = ScoreJson.Number(report.Confusion.Matrix.BalancedAccuracy),
        ["mcc"] = ScoreJson.Number(report.Confusion.Matrix.Mcc),
        ["kappa"] = ScoreJson.Number(report.Confusion.Matrix.Kappa),
        ["labels"] = ScoreJson.Array(report.Labels, Label),
        ["confusion"] = Confusion(report.Confusion),
        ["mistakes"] = ScoreJson.Array(report.Mistakes, Mistake),
        ["warnings"] = ScoreJson.Array(report.Warnings, warning => JsonValue.Create(warning)),
        ["confidence"] = report.Confidence,
        ["seed"] = report.Seed,
    };

    private static JsonObject Leakage(LeakageReport leakage) => new()
    {
        ["exact"] = leakage.Exact,
        ["normalized"] = leakage.Normalized,
        ["translated"] = leakage.Translated,
        ["near"] = leakage.Near,
        ["checked"] = leakage.Checked,
        ["cleanAccuracy"] = leakage.CleanAccuracy is { } clean ? ScoreJson.Of(clean) : null,
        ["examples"] = ScoreJson.Array(
            leakage.Examples, e => new JsonObject { ["kind"] = Text.Of(e.Kind), ["place"] = e.Place, ["text"] = e.Text }),
    };

    private static JsonObject Calibration(CalibrationReport calibration) => new()
    {
        ["ece"] = ScoreJson.Number(calibration.Ece),
        ["brier"] = ScoreJson.Number(calibration.Brier),
        ["logLoss"] = ScoreJson.Number(calibration.LogLoss),
        ["bins"] = ScoreJson.Array(calibration.Bins, bin => new JsonObject
        {
            ["low"] = bin.Low,
            ["high"] = bin.High,
            ["count"] = bin.Count,
            ["confidence"] = bin.Confidence,
            ["accuracy"] = bin.Accuracy,
        }),
    };

    private static JsonObject Label(LabelScores label) => new()
    {
        ["label"] = label.Label,
        ["precision"] = label.Scores.Precision,
        ["recall"] = label.Scores.Recall,
        ["f1"] = label.Scores.F1,
        ["support"] = label.Scores.Support,
        ["predicted"] = label.Scores.Predicted,
    };

    private static JsonObject Confusion(ConfusionTable confusion) => new()
    {
        ["labels"] = ScoreJson.Array(confusion.Labels, label => JsonValue.Create(label)),
        ["counts"] = ScoreJson.Array(
            Enumerable.Range(0, confusion.Labels.Count),
            i => ScoreJson.Array(Enumerable.Range(0, confusion.Labels.Count), j => JsonValue.Create(confusion.Matrix[i, j]))),
    };

    private static JsonObject Mistake(Mistake mistake) => new()
    {
        ["place"] = mistake.Place,
        ["text"] = mistake.Text,
        ["expected"] = mistake.Expected,
        ["predicted"] = mistake.Predicted,
        ["probability"] = mistake.Probability is { } probability ? ScoreJson.Number(probability) : null,
    };
}
