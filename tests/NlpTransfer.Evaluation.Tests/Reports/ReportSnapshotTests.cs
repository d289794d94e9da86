using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation.Tests;

public sealed class ReportSnapshotTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Of(JsonObject json) => json.ToJsonString(Indented) + "\n";

    [Fact]
    public async Task Evaluation_Json_WholeText() => Snapshot.Matches("evaluation.json", Of((await Samples.Evaluation()).ToJson()));

    [Fact]
    public async Task Evaluation_Markdown_WholeText() => Snapshot.Matches("evaluation.md", (await Samples.Evaluation()).ToMarkdown());

    [Fact]
    public async Task Evaluation_Html_WholeText() => Snapshot.Matches("evaluation.html", (await Samples.Evaluation()).ToHtml());

    [Fact]
    public async Task PlainEvaluation_Markdown_WholeText() => Snapshot.Matches("plain.md", (await Samples.Plain()).ToMarkdown());

    [Fact]
    public void Ladder_JsonAndMarkdown_WholeTexts()
    {
        Snapshot.Matches("ladder.json", Of(Samples.Ladder().ToJson()));
        Snapshot.Matches("ladder.md", Samples.Ladder().ToMarkdown());
    }

    [Fact]
    public void CrossValidation_JsonAndMarkdown_WholeTexts()
    {
        Snapshot.Matches("crossvalidation.json", Of(Samples.CrossValidation().ToJson()));
        Snapshot.Matches("crossvalidation.md", Samples.CrossValidation().ToMarkdown());
    }
}
