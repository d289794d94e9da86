using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests;

/// <summary>What a run of the program left: its exit code and both outputs, line ends as <c>\n</c>.</summary>
internal sealed record ProgramResult(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as one JSON object.</summary>
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    /// <summary>Standard output as JSON Lines.</summary>
    public IReadOnlyList<JsonObject> JsonLines =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>The last line of standard error: the failure.</summary>
    public string Failure => Error.TrimEnd('\n').Split('\n')[^1];

    public ProgramResult Succeeds()
    {
        Assert.True(ExitCode == 0, $"{CommandLine}\nexit code {ExitCode}\n{Error}\n{Output}");
        return this;
    }

    /// <summary>Compares exit code and the whole message of a failure; standard output has to be empty.</summary>
    public void Fails(int exitCode, string message)
    {
        Assert.True(ExitCode == exitCode, $"{CommandLine}\nexit code {ExitCode} instead of {exitCode}\n{Error}\n{Output}");
        Assert.Equal($"nlptransfer: {message}", Failure);
        Assert.Equal("", Output);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
    }
}
