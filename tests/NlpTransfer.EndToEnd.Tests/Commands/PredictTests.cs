using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class PredictTests
{
    [Fact]
    [Covers("predict", "--model", "--threads")]
    public void Predict_Json_HasTextLabelScores()
    {
        string text = TinyCorpus.Text("yor", 70);
        IReadOnlyList<JsonObject> lines = BuiltProgram.Run("predict", "--model", Trained.Combined, text, "ounje iresi", "--threads", "1", "--json").Succeeds().JsonLines;
        Assert.Equal([text, "ounje iresi"], lines.Select(line => (string)line["text"]!));
        Assert.Equal("food", (string)lines[1]["label"]!);
        Assert.Equal(["food", "sport", "weather"], lines[0]["scores"]!.AsObject().Select(score => score.Key));
    }

    [Fact]
    public void Predict_ForReading_WritesLabelProbabilityText()
    {
        string[] cells = BuiltProgram.Run("predict", "--model", Trained.Letters, "ounje iresi").Succeeds().Output.TrimEnd('\n').Split('\t');
        Assert.Equal("food", cells[0]);
        Assert.InRange(double.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture), 0.34, 1);
        Assert.Equal("ounje iresi", cells[2]);
    }

    [Fact]
    [Covers("predict", "--input", "--output", "--force")]
    public void Predict_Output_KeepsTheColumns()
    {
        using var folder = new TemporaryFolder();
        string input = folder.Write("in.tsv", "nr\ttext\tlabel\tnote\n1\tounje iresi\tfood\tkept\n2\tojo oorun\tsport\ttoo\n"), output = folder.At("out.tsv");
        string[] arguments = ["predict", "--model", Trained.Letters, "--input", input, "--output", output];
        Assert.Equal(2, (int)BuiltProgram.Run([.. arguments, "--json"]).Succeeds().Json["rows"]!);
        string[] lines = File.ReadAllLines(output);
        Assert.Equal("label\ttext\tnr\tnote\tpredicted\tprobability", lines[0]);
        Assert.StartsWith("sport\tojo oorun\t2\ttoo\tweather\t", lines[2], StringComparison.Ordinal);
        Assert.InRange(double.Parse(lines[2].Split('\t')[^1], System.Globalization.CultureInfo.InvariantCulture), 0.34, 1);
        BuiltProgram.Run(arguments).Fails(2, $"{output}: the file exists; choose another name, or allow it to be replaced (--force).");
        BuiltProgram.Run([.. arguments, "--force"]).Succeeds();
        BuiltProgram.Run("predict", "--model", Trained.Letters, "--input", output, "--output", folder.At("b.tsv")).Fails(
            3, $"{output}:2: the input has a column 'predicted' already; rename it, since --output adds one of that name.");
    }

    [Theory]
    [InlineData("ounje iresi\nojo oorun\n", "-")]
    [InlineData("id\ttext\n1\tounje iresi\n2\tojo oorun\n", "--input", "-")]
    [InlineData("{\"text\":\"ounje iresi\"}\n{\"text\":\"ojo oorun\"}\n", "-")]
    public void Predict_StandardInput_IsRead(string input, params string[] arguments)
    {
        ProgramResult result = BuiltProgram.RunIn(null, input, ["predict", "--model", Trained.Letters, .. arguments, "--json"]);
        Assert.Equal(["food", "weather"], result.Succeeds().JsonLines.Select(line => (string)line["label"]!));
    }

    [Fact]
    [Covers("predict", "--labels", "--max-length", "--batch-tokens")]
    public void Predict_Labels_IsZeroShotAndSaysSo()
    {
        ProgramResult result = BuiltProgram.Run("predict", "--model", Trained.Model, "--labels", "food;weather", "ounje iresi ewa", "--max-length", "6", "--batch-tokens", "16", "--json").Succeeds();
        Assert.Contains("zero-shot", result.Error, StringComparison.Ordinal);
        JsonObject line = Assert.Single(result.JsonLines);
        Assert.Equal(["food", "weather"], line["scores"]!.AsObject().Select(score => score.Key));
        Assert.True((int)line["cutTokens"]! > 0);
        BuiltProgram.Run("predict", "--model", Trained.Model, "--labels", "food", "a", "--quiet").Fails(
            2, "zero-shot needs at least two different names of labels, none of them empty, not 'food'.");
        BuiltProgram.Run("predict", "--model", Trained.Model, "--labels", "a;b", "text", "--batch-tokens", "3").Fails(
            2, "--batch-tokens takes a whole number from 16 to 1048576, not '3'. See 'nlptransfer predict --help'.");
    }

    [Fact]
    [Covers("predict", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void Predict_ReadingOptions_Reach()
    {
        using var folder = new TemporaryFolder();
        ProgramResult result = BuiltProgram.Run(["predict", "--model", Trained.Letters, "--input", MessyTable.Write(folder), "--output", folder.At("out.tsv"), .. MessyTable.Options, "--limit", "3"]).Succeeds();
        Assert.Contains("1 without text", result.Error, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(folder.At("out.tsv"));
        Assert.Equal("id\tgroup\tlanguage\tsplit\tlabel\ttext\tpredicted\tprobability", lines[0]);
        Assert.Equal(4, lines.Length);
    }

    [Theory]
    [InlineData("give a text in quotation marks, or a file with --input; see 'nlptransfer predict --help'.", "--model", "m")]
    [InlineData("give texts or --input, not both.", "--model", "m", "a", "--input", "b")]
    [InlineData("--limit says how --input is read, and there is none; leave it out.", "--model", "m", "a", "--limit", "2")]
    [InlineData("--force replaces a file, but no --output is asked for; leave it out.", "--model", "m", "a", "--force")]
    [InlineData("give a classifier's folder with --model, or names of labels with --labels for zero-shot.", "a")]
    public void Predict_ArgumentsThatDoNotFit_AreRefused(string message, params string[] arguments) => BuiltProgram.Run(["predict", .. arguments]).Fails(2, message);
}
