using System.CommandLine;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>
/// Options that mean the same in every command that has them. Those below as properties hold for all commands; the factories
/// are for the commands in which the option has an effect, so that none is accepted and ignored.
/// </summary>
internal static class CommonOptions
{
    internal static Option<bool> Json { get; } = new("--json") { Description = "Write the result to standard output as one JSON object (JSON Lines for streams).", Recursive = true };

    internal static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no notes on standard error.", Recursive = true };

    internal static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Show where a failure happened, and every note in full.", Recursive = true };

    internal static Option<string> Model() => new("--model", "-m")
    {
        Description = "A model folder in the Hugging Face layout, or 'mini', the embedded one.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "mini",
    };

    internal static Option<string> Out(string description) => new("--out", "-o") { Description = description, HelpName = "PATH", Required = true };

    internal static Option<bool> Force() => new("--force") { Description = "Exchange what already stands at --out." };

    internal static Option<ulong> Seed() => new("--seed") { Description = "Every random choice follows from it; the same seed gives the same bytes.", HelpName = "N", DefaultValueFactory = _ => 1UL };

    internal static Option<int?> Threads() => Positive("--threads", "Processor threads to use (default: all cores).");

    internal static Option<int?> MaxLength() => Positive("--max-length", "Tokens of a text that are read; longer texts are cut and counted (default: the model's limit).");

    internal static Option<int?> BatchTokens() => Positive("--batch-tokens", "Tokens of a batch, padding included.");

    internal static Option<int?> Limit() => Positive("--limit", "Read only the first N rows of each file.");

    internal static Option<bool> SkipBadRows() => new("--skip-bad-rows") { Description = "Count rows that can't be read instead of stopping at the first." };

    internal static Option<string?> Column(string role) => new($"--{role}-column") { Description = $"Name of the column that holds the {role} (default: found by its header).", HelpName = "NAME" };

    internal static Option<int?> Positive(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int value) || value < 1))
                result.AddError($"{name} takes a whole number from 1 up, not '{result.Tokens[0].Value}'.");
        });
        return option;
    }
}
