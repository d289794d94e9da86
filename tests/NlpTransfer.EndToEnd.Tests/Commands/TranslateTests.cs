using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class TranslateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("translate", "--model", "--to", "--from", "--max-length", "--batch-tokens", "--threads", "--no-placeholder-protection")]
    public void Translate_Texts_PrintsJsonLinesInOrder()
    {
        IReadOnlyList<JsonObject> lines = Run("rice ball", "sun", "--to", "yor", "--from", "en", "--threads", "1", "--batch-tokens", "16").Succeeds().JsonLines;
        Assert.Equal(["rice ball", "sun"], lines.Select(line => (string)line["source"]!));
        Assert.All(lines, line => Assert.True((double)line["score"]! <= 0));
        // A line of 10,000 tokens is translated in parts, nothing of it is cut.
        JsonObject parts = Assert.Single(Run(string.Join(' ', Enumerable.Repeat("a", 10_000)), "--max-length", "60", "--max-new-tokens", "4").Succeeds().JsonLines);
        Assert.Null(parts["cutTokens"]);
        Assert.Contains("splitSentence", parts["flags"]!.AsArray().Select(flag => (string)flag!));
        Assert.Equal("{0}", (string)Assert.Single(Run("{0}").Succeeds().JsonLines)["translation"]!);
        Assert.NotEqual("{0}", (string)Assert.Single(Run("{0}", "--no-placeholder-protection").Succeeds().JsonLines)["translation"]!);
        Run("a", "--to", "hau").Fails(2, $"{TinyPairs.Model}: the model does not know 'hau'; it knows en to yo.");
        Run("a", "--from", "xx").Fails(2, "'xx' is not a language that is understood; write BCP-47 (yo, zh-Hant, pt-BR), ISO 639-3 (yor) or FLORES (yor_Latn).");
        Run("a", "--threads", "0").Fails(2, "--threads takes a whole number from 1 to 1024, not '0'. See 'nlptransfer translate --help'.");
    }

    [Fact]
    [Covers("translate", "--beams", "--max-new-tokens", "--min-new-tokens", "--length-penalty", "--early-stopping", "--no-repeat-ngram", "--sample", "--temperature", "--top-tokens", "--top-probability", "--seed")]
    public void Translate_GenerationOptions_Reach()
    {
        string Line(params string[] options) => Run(["rice ball", .. options.Contains("--max-new-tokens") ? [] : (string[])["--max-new-tokens", "12"], .. options]).Succeeds().Output;
        string plain = Line();
        Assert.All(
            (string[][])[["--beams", "3"], ["--max-new-tokens", "3"], ["--length-penalty", "0.5"], ["--no-repeat-ngram", "1"], ["--sample"]],
            options => Assert.NotEqual(plain, Line(options)));
        Assert.Equal(plain, Line("--sample", "--top-tokens", "1"));
        Assert.Equal(plain, Line("--sample", "--top-probability", "0.001"));
        Assert.NotEqual(Line("--sample"), Line("--sample", "--temperature", "0.2"));
        Assert.NotEqual(Line("--sample"), Line("--sample", "--seed", "2"));
        Run("a", "--early-stopping", "never").Fails(2, "--early-stopping is about beam search; leave it out, or give --beams.");
        Run("a", "--max-new-tokens", "3", "--min-new-tokens", "3").Fails(2, "options for generation: MinNewTokens must be from 0 to below MaxNewTokens = 3, not 3");
    }

    [Fact]
    [Covers("translate", "--input", "--output", "--force", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void Translate_File_WritesJsonLines()
    {
        string output = _folder.Write("out.jsonl", "");
        string[] arguments = ["--input", MessyTable.Write(_folder), .. MessyTable.Options, "--limit", "3", "--max-new-tokens", "4", "--output", output];
        Run(arguments).Fails(2, $"{output}: the file exists; choose another name, or allow it to be replaced (--force).");
        ProgramResult result = Run([.. arguments, "--force", "--json"]).Succeeds();
        Assert.Equal(3, (int)result.Json["rows"]!);
        Assert.Contains("1 without text", result.Error, StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(0, 3).Select(id => TinyCorpus.Text("yor", id)), File.ReadAllLines(output).Select(line => (string)JsonNode.Parse(line)!["source"]!));
    }

    [Fact]
    [Covers("translate", "--plain")]
    public void Translate_Document_KeepsLineEndsBlankLinesAndSpaces()
    {
        string input = _folder.Write("in.txt", "{0}\r\n\r\n  {1}  {2}\nrice ball. Sun wind.\n \n{3}"), output = _folder.At("out.txt");
        string[] arguments = ["--input", "eng=" + input, "--plain", "--max-new-tokens", "6"];
        // Standard output keeps its line ends too; the harness evens them.
        string[] lines = Run(arguments).Succeeds().Output.Split('\n');
        Run([.. arguments, "--output", output]).Succeeds();
        string written = File.ReadAllText(output);
        Assert.StartsWith("{0}\r\n\r\n  {1}  {2}\n", written, StringComparison.Ordinal);
        Assert.EndsWith("\n \n{3}", written, StringComparison.Ordinal);
        Assert.Equal(written.ReplaceLineEndings("\n"), string.Join('\n', lines));
        IReadOnlyList<JsonObject> json = Run("--input", input, "--limit", "4", "--max-new-tokens", "6").Succeeds().JsonLines;
        Assert.Equal([("{0}", "{0}"), ("", ""), ("  {1}  {2}", "  {1}  {2}")], json.Take(3).Select(line => ((string)line["source"]!, (string)line["translation"]!)));
        Assert.Equal(4, json.Count);
        // The two sentences are translated each for itself.
        Assert.NotEqual(json[3]["translation"]!.ToString(), Assert.Single(Run("rice ball", "--max-new-tokens", "6").Succeeds().JsonLines)["translation"]!.ToString());
        Run("a", "--plain", "--json").Fails(2, "--plain writes no JSON; leave --json or --plain out, or name a file with --output.");
    }

    [Fact]
    public void Translate_ControlCharactersAndUnbalancedTags_ComeThroughOrAreKept()
    {
        string input = _folder.Write("in.txt", "rice\u0001\u001b[0m ball\n<b>rice ball\nrice </i> ball\n{0} %s <br/> https://a.org\n");
        IReadOnlyList<JsonObject> lines = Run("--input", input, "--max-new-tokens", "6").Succeeds().JsonLines;
        Assert.Equal("rice\u0001\u001b[0m ball", (string)lines[0]["source"]!);
        Assert.All(
            new[] { (1, "<b>"), (2, "</i>") }, one => Assert.Equal(2, ((string)lines[one.Item1]["translation"]!).Split(one.Item2).Length));
        Assert.Equal("{0} %s <br/> https://a.org", (string)lines[3]["translation"]!);
    }

    [Fact]
    public void Translate_BadLines_DoNotStopTheRest()
    {
        string input = _folder.At("in.txt");
        File.WriteAllBytes(input, [.. "rice\n"u8, 0xFF, 0xFE, (byte)'x', .. "\nball\n"u8]);
        ProgramResult result = Run("--input", input, "--max-new-tokens", "4", "--quiet");
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(
            $"warning: {input}:2: the line is not valid UTF-8; the line has no translation\nnlptransfer: {input}: 1 of 3 lines has no translation; the warnings say which and why.\n", result.Error);
        Assert.Equal(["rice", null, "ball"], result.JsonLines.Select(line => (string?)line["source"]));
        Assert.Equal((2, "the line is not valid UTF-8"), ((int)result.JsonLines[1]["line"]!, (string)result.JsonLines[1]["error"]!));
        string output = _folder.At("out.txt");
        Assert.Equal(3, Run("--input", input, "--max-new-tokens", "4", "--plain", "--output", output).ExitCode);
        Assert.Equal("", File.ReadAllLines(output)[1]);
    }

    [Fact]
    public async Task Translate_Stream_TranslatesALineBeforeTheNextIsWritten()
    {
        using System.Diagnostics.Process process = BuiltProgram.Start(null, "translate", "-", "--model", TinyPairs.Model, "--max-new-tokens", "4", "--quiet");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        foreach (string text in (string[])["rice ball", "", "sun"])
        {
            await process.StandardInput.WriteAsync(text + "\n");
            await process.StandardInput.FlushAsync();
            string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));
            Assert.Equal(text, (string)JsonNode.Parse(line!)!["source"]!);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((0, ""), (process.ExitCode, await errors));
    }

    [Fact]
    [Covers("backtranslate", "--text", "--model", "--to", "--from", "--tag", "--out", "--force", "--max-new-tokens", "--min-new-tokens", "--beams", "--length-penalty", "--early-stopping", "--no-repeat-ngram", "--sample", "--temperature", "--top-tokens", "--top-probability", "--seed", "--threads", "--batch-tokens", "--max-length")]
    public void Backtranslate_Text_MakesTaggedPairs()
    {
        string text = _folder.Write("yo.txt", "rice ball\nsun\nrain wind\n"), goal = _folder.At("pairs.tsv");
        // The last place is the end: every output ends.
        JsonObject json = Back("--to", "yor", "--from", "eng", "--threads", "1", "--batch-tokens", "64");
        Assert.Equal(3, (int)json["pairs"]! + (int)json["leftOut"]!);
        string plain = File.ReadAllText(goal);
        Assert.StartsWith("source\ttarget\n", plain, StringComparison.Ordinal);
        Assert.All(plain.Split('\n')[1..^1], row => Assert.StartsWith("<BT> ", row, StringComparison.Ordinal));
        Assert.Equal(3, (int)Back("--max-length", "3")["leftOut"]!);
        Assert.Equal(3, (int)Back("--max-new-tokens", "2", "--min-new-tokens", "1")["leftOut"]!);
        Back("--tag", "");
        Assert.Equal(plain.Replace("<BT> ", "", StringComparison.Ordinal), File.ReadAllText(goal));
        Back("--sample", "--top-tokens", "1");
        Assert.Equal(plain, File.ReadAllText(goal));
        Back("--sample", "--top-probability", "0.001", "--temperature", "0.5", "--seed", "3");
        Assert.Equal(plain, File.ReadAllText(goal));
        string[] common = ["backtranslate", "--text", text, "--model", TinyPairs.Model, "--out", goal];
        BuiltProgram.Run([.. common, "--early-stopping", "true", "--force"]).Fails(2, "--early-stopping is about beam search; leave it out, or give --beams.");
        BuiltProgram.Run([.. common, "--beams", "65", "--force"]).Fails(2, "--beams takes a whole number from 1 to 64, not '65'. See 'nlptransfer backtranslate --help'.");
        BuiltProgram.Run([.. common, "--length-penalty", "11", "--force"]).Fails(2, "--length-penalty takes a number from -10 to 10, not '11'. See 'nlptransfer backtranslate --help'.");
        BuiltProgram.Run([.. common, "--no-repeat-ngram", "101", "--force"]).Fails(2, "--no-repeat-ngram takes a whole number from 0 to 100, not '101'. See 'nlptransfer backtranslate --help'.");
        BuiltProgram.Run(common).Fails(2, $"{goal}: the file exists; choose another name, or allow it to be replaced (--force).");

        JsonObject Back(params string[] options) => BuiltProgram.Run(
            ["backtranslate", "--text", text, "--model", TinyPairs.Model, "--out", goal, "--force", "--json", "--quiet", .. options]).Succeeds().Json;
    }

    [Fact]
    [Covers("backtranslate", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void Backtranslate_ReadingOptions_Reach()
    {
        ProgramResult result = BuiltProgram.Run(
            ["backtranslate", "--text", MessyTable.Write(_folder), "--model", TinyPairs.Model, "--out", _folder.At("pairs.tsv"), "--json", .. MessyTable.Options, "--limit", "3", "--max-new-tokens", "4"]).Succeeds();
        Assert.Equal(3, (int)result.Json["pairs"]! + (int)result.Json["leftOut"]!);
        Assert.Contains("1 without text", result.Error, StringComparison.Ordinal);
    }

    private static ProgramResult Run(params string[] arguments) => BuiltProgram.Run(["translate", "--model", TinyPairs.Model, .. arguments]);
}
