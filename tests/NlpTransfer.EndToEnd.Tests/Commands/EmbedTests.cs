using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class EmbedTests
{
    [Fact]
    [Covers("embed", "--model", "--threads", "--batch-tokens", "--max-length")]
    public void Embed_Texts_PrintsJsonLines()
    {
        IReadOnlyList<JsonObject> lines = BuiltProgram.Run("embed", "ounje", "ojo oorun", "--model", Trained.Model, "--threads", "1", "--batch-tokens", "16", "--max-length", "6").Succeeds().JsonLines;
        Assert.Equal(["ounje", "ojo oorun"], lines.Select(line => (string)line["text"]!));
        Assert.All(lines, line => Assert.Equal(32, line["vector"]!.AsArray().Count));
        Assert.Equal(4, (int)lines[1]["cutTokens"]!);
        BuiltProgram.Run("embed", "a", "--model", Trained.Model, "--threads", "0").Fails(2, "--threads takes a whole number from 1 to 1024, not '0'. See 'nlptransfer embed --help'.");
    }

    [Fact]
    [Covers("embed", "--input", "--output", "--force")]
    public void Embed_File_WritesVectors()
    {
        using var folder = new TemporaryFolder();
        foreach (string ending in new[] { "npy", "parquet", "safetensors" })
        {
            string output = folder.At("v." + ending);
            string[] arguments = ["embed", "--input", Trained.Test, "--model", Trained.Model, "--output", output];
            JsonObject json = BuiltProgram.Run([.. arguments, "--json"]).Succeeds().Json;
            Assert.Equal((30, 32, 0), ((int)json["rows"]!, (int)json["dimension"]!, (int)json["truncated"]!));
            BuiltProgram.Run(arguments).Fails(2, $"{output}: the file exists; choose another name, or allow it to be replaced (--force).");
            BuiltProgram.Run([.. arguments, "--force"]).Succeeds();
        }

        using SafetensorsFile file = SafetensorsFile.Open(folder.At("v.safetensors"));
        Assert.Equal([30L, 32L], file.Require("vectors").Shape);
        BuiltProgram.Run("embed", "a", "--output", "v.csv").Fails(2, "v.csv: vectors are written as .npy, .parquet or .safetensors; give a file with one of these endings.");
    }

    [SkippableFact]
    [Covers("embed", "--prompt")]
    public void Embed_E5Prompt_ChangesTheVector()
    {
        string model = SharedFolders.E5Small();
        string Vector(params string[] prompt) => Assert.Single(BuiltProgram.Run(["embed", "Ẹ káàárọ̀", "--model", model, .. prompt]).Succeeds().JsonLines)["vector"]!.ToJsonString();
        string query = Vector();
        Assert.Equal(query, Vector("--prompt", "query"));
        Assert.NotEqual(query, Vector("--prompt", "passage"));
        BuiltProgram.Run("embed", "a", "--model", model, "--prompt", "question", "--quiet").Fails(2, $"{model} has no prompt 'question'; it has passage, query, none.");
    }

    [Fact]
    [Covers("embed", "--text-column", "--label-column", "--group-column", "--language-column", "--split-column", "--id-column", "--split", "--limit", "--format", "--skip-bad-rows")]
    public void Embed_ReadingOptions_Reach()
    {
        using var folder = new TemporaryFolder();
        ProgramResult result = BuiltProgram.Run(["embed", "--input", MessyTable.Write(folder), "--model", Trained.Model, .. MessyTable.Options, "--limit", "3"]).Succeeds();
        Assert.Equal(Enumerable.Range(0, 3).Select(id => TinyCorpus.Text("yor", id)), result.JsonLines.Select(line => (string)line["text"]!));
        Assert.Contains("1 without text", result.Error, StringComparison.Ordinal);
    }
}
