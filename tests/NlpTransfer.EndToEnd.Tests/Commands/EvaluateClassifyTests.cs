using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class EvaluateClassifyTests
{
    [Fact]
    [Covers("evaluate classify", "--model", "--data", "--against", "--threads", "--batch-tokens")]
    public void Evaluate_Json_HasTheFieldsOfTheContract()
    {
        JsonObject json = BuiltProgram.Run(
            "evaluate", "classify", "--model", Trained.Combined, "--data", Trained.Test, "--against", "majority", "--against", Trained.Letters, "--against", "letters",
            "--threads", "1", "--batch-tokens", "64", "--json").Succeeds().Json;
        Assert.Equal(1, (int)json["schema"]!);
        Assert.All(["accuracy", "macroF1"], field => Assert.Equal(["value", "low", "high", "n"], json[field]!.AsObject().Select(pair => pair.Key)));
        Assert.Equal("letters", (string)json["floor"]!["system"]!);
        Assert.Equal(["letters", "most frequent label", "letters (2)"], json["comparisons"]!.AsArray().Select(comparison => (string)comparison!["against"]!));
        Assert.All(json["comparisons"]!.AsArray(), comparison => Assert.All(
            ["difference", "pValue", "verdict", "smallestDetectable"], field => Assert.True(comparison!.AsObject().ContainsKey(field), field)));
        Assert.Equal((0, 0, 0), ((int)json["leakage"]!["exact"]!, (int)json["leakage"]!["near"]!, (int)json["leakage"]!["translated"]!));
        Assert.All(["ece", "brier"], field => Assert.True((double)json["calibration"]![field]! >= 0));
        Assert.Equal(0, (int)json["truncated"]!);
    }

    [Fact]
    [Covers("evaluate classify", "--max-length")]
    public void Evaluate_MaxLength_CutsAndCounts() => Assert.Equal(
        30, (int)BuiltProgram.Run("evaluate", "classify", "--model", Trained.Combined, "--data", Trained.Test, "--max-length", "5", "--json").Succeeds().Json["truncated"]!);

    [Fact]
    [Covers("evaluate classify", "--report", "--force")]
    public void Evaluate_Report_IsWrittenInEachFormat()
    {
        using var folder = new TemporaryFolder();
        foreach (string ending in new[] { "html", "md", "json" })
        {
            string report = folder.At("report." + ending);
            string[] arguments = ["evaluate", "classify", "--model", Trained.Letters, "--data", Trained.Test, "--report", report];
            BuiltProgram.Run(arguments).Succeeds();
            Assert.Contains("accuracy", File.ReadAllText(report), StringComparison.OrdinalIgnoreCase);
            BuiltProgram.Run(arguments).Fails(2, $"{report}: the file exists; choose another name, or allow it to be replaced (--force).");
            BuiltProgram.Run([.. arguments, "--force"]).Succeeds();
        }

        BuiltProgram.Run("evaluate", "classify", "--model", Trained.Letters, "--data", Trained.Test, "--report", "a.pdf").Fails(
            2, "a.pdf: a report is written as .html, .md or .json; give a file with one of these endings.");
    }

    [Fact]
    public void Evaluate_RowsOfTheTraining_AreNamedBeforeTheScores()
    {
        ProgramResult result = BuiltProgram.Run("evaluate", "classify", "--model", Trained.Letters, "--data", Trained.Data, "--quiet").Succeeds();
        Assert.StartsWith("warning: leakage in 60 of 60 rows (60 exact", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("leakage in 60 of 60 rows", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("evaluate classify", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void Evaluate_ReadingOptions_Reach()
    {
        using var folder = new TemporaryFolder();
        ProgramResult result = BuiltProgram.Run(["evaluate", "classify", "--model", Trained.Letters, "--data", MessyTable.Write(folder), .. MessyTable.Options, "--limit", "12", "--json"]).Succeeds();
        Assert.Equal(12, (int)result.Json["accuracy"]!["n"]!);
        Assert.Contains("1 without text", result.Error, StringComparison.Ordinal);
    }
}
