using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NlpTransfer.EndToEnd.Tests;

/// <summary>The C# of the README is code that compiles (tests/NlpTransfer.Samples) and does what it says.</summary>
public sealed partial class SampleTests
{
    private const string Project = "NlpTransfer.Samples";

    [Fact]
    public void Readme_CodeBlocks_AreTheRegionsOfTheSample()
    {
        string[] blocks = [.. CodeBlock().Matches(Normalized(Path.Combine(SharedFolders.RepositoryRoot, "README.md"))).Select(match => match.Groups[1].Value)];
        string[] regions =
        [
            .. Directory.EnumerateFiles(Path.Combine(SharedFolders.RepositoryRoot, "tests", Project), "*.cs")
                .SelectMany(file => Region().Matches(Normalized(file)).Select(match => Unindented(match.Groups[1].Value))),
        ];

        Assert.NotEmpty(blocks);
        Assert.Equal(regions.Order(StringComparer.Ordinal), blocks.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sample_OnTheStarterCorpus_TrainsSavesJudgesAndPredicts()
    {
        using var folder = new TemporaryFolder();
        foreach ((string file, string language) in new[] { ("yo", "yor"), ("en", "eng"), ("fr", "fra") })
        {
            // A header and as many rows as keep the test short, every third of them held out; topics come mixed.
            string[] lines = [.. File.ReadLines(Path.Combine(SharedFolders.RepositoryRoot, "corpora", "starter", language + ".tsv")).Take(127)];
            folder.Write($"train.{file}.tsv", string.Join('\n', lines.Where((_, i) => i == 0 || i % 3 != 0)) + "\n");
            if (file != "yo")
                continue;
            folder.Write("yo.txt", string.Join('\n', lines.Skip(1).Select(line => line.Split('\t')[^1])) + "\n");
            folder.Write("test.yo.tsv", string.Join('\n', lines.Where((_, i) => i % 3 == 0)) + "\n");
        }

        string[] output = Run(folder.Path);

        Assert.Equal(3, output.Length);
        Assert.Matches(@"^accuracy 0\.\d+ \[0\.\d+, 0\.\d+\], n 42; letters 0\.\d+; .*; no leakage$", output[0]);
        Assert.All(output[1..], line => Assert.Matches(@"^[a-z]+ 0\.\d\d$", line));
        Assert.True(File.Exists(folder.At("yo-topics", "config.json")), "The sample saved no model folder.");
        Assert.True(File.Exists(folder.At("plan.parquet")), "The sample saved no plan.");
        Assert.True(File.Exists(folder.At("mini-yo", "model.safetensors")), "The sample saved no remapped model.");
    }

    private static string[] Run(string folder)
    {
        // .../tests/NlpTransfer.EndToEnd.Tests/bin/CONFIGURATION/FRAMEWORK
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string program = Path.Combine(SharedFolders.RepositoryRoot, "tests", Project, "bin", here.Parent!.Name, here.Name, Project + ".dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        return BuiltProgram.Finish(process, null, Project).Succeeds().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Normalized(string file) => File.ReadAllText(file).ReplaceLineEndings("\n");

    private static string Unindented(string text)
    {
        string[] lines = text.Split('\n');
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..]));
    }

    [GeneratedRegex(@"^```csharp\n(.*?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"#region README\n(.*?)\n *#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();
}
