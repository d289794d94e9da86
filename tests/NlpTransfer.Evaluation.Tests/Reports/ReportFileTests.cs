namespace NlpTransfer.Evaluation.Tests;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nlptransfer-reports-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("report.json", "{\n  \"schema\": 1,")]
    [InlineData("report.md", "# Evaluation of model\n")]
    [InlineData("report.HTML", "<!DOCTYPE html>\n")]
    public async Task Save_Extension_PicksFormat(string name, string start)
    {
        string path = Path.Combine(_folder, name);
        (await Samples.Plain()).Save(path);

        Assert.StartsWith(start, await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Save_LadderAndCrossValidation_AreWritten()
    {
        Samples.Ladder().Save(Path.Combine(_folder, "ladder.md"));
        Samples.CrossValidation().Save(Path.Combine(_folder, "folds.html"));

        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task Save_OtherExtension_Refused()
    {
        EvaluationReport report = await Samples.Plain();

        Assert.Equal(
            "report.pdf: a report is written as .json, .md or .html; give a file with one of these endings.",
            Assert.Throws<UsageException>(() => report.Save("report.pdf")).Message);
    }

    [Fact]
    public async Task Save_Existing_OnlyWithOverwrite()
    {
        EvaluationReport report = await Samples.Plain();
        string path = Path.Combine(_folder, "report.md");
        await File.WriteAllTextAsync(path, "old");

        Assert.Throws<UsageException>(() => report.Save(path));
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        report.Save(path, overwrite: true);
        Assert.StartsWith("# Evaluation", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }
}
