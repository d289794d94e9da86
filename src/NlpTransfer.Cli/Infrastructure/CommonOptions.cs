using System.CommandLine;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>
/// Options that mean the same in every command that has them. Those below as properties hold for all commands; the factories
/// are for the commands in which the option has an effect, so that none is accepted and ignored.
/// </summary>
internal static class CommonOptions
{
    private static readonly SortedDictionary<string, TensorType> s_types = new(StringComparer.Ordinal)
    {
        ["bfloat16"] = TensorType.BFloat16,
        ["float16"] = TensorType.Float16,
        ["float32"] = TensorType.Float32,
    };

    internal static Option<bool> Json { get; } = new("--json") { Description = "Write the result to standard output as one JSON object (JSON Lines for streams).", Recursive = true };

    internal static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no notes on standard error.", Recursive = true };

    internal static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Show where a failure happened.", Recursive = true };

    /// <summary>The options that every command has.</summary>
    internal static IReadOnlyList<Option> Everywhere { get; } = [Json, Quiet, Verbose];

    internal static Option<string> Model() => new("--model", "-m")
    {
        Description = "A model folder in the Hugging Face layout, or 'mini', the embedded one.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ModelChoice.Mini,
    };

    internal static Option<string> Out(string description) => new("--out", "-o") { Description = description, HelpName = "PATH", Required = true };

    internal static Option<bool> Force() => new("--force") { Description = "Replace what already stands where the result goes." };

    internal static Option<ulong> Seed(string name = "--seed") => Numbers.Required(name, "Every random choice follows from it; the same seed gives the same bytes.", 1UL, 0UL, ulong.MaxValue);

    internal static Option<int?> Threads() => Numbers.Optional("--threads", "Processor threads to use (default: all cores).", 1, 1024);

    internal static Option<int?> MaxLength() => Numbers.Optional("--max-length", "Tokens of a text that are read; longer texts are cut and counted (default: the model's limit).", 3, 1 << 20);

    /// <summary>The type of saved weights; null where it shall stay what it was.</summary>
    internal static Option<TensorType?> DType() => new("--dtype")
    {
        Description = "Type in which the encoder's weights are saved (default: as they were read).",
        HelpName = string.Join('|', s_types.Keys),
        CustomParser = result =>
        {
            if (s_types.TryGetValue(result.Tokens[0].Value, out TensorType type))
                return type;
            result.AddError($"--dtype must be {string.Join(", ", s_types.Keys)}, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    /// <summary>The precision of products.</summary>
    internal static Option<LinearPrecision> Precision() => new("--precision")
    {
        Description = "Precision of the encoder's products; bfloat16 is about twice as fast where the processor has it, and refused elsewhere.",
        HelpName = "float32|bfloat16",
        DefaultValueFactory = _ => LinearPrecision.Float32,
        CustomParser = result =>
        {
            if (result.Tokens[0].Value is "float32" or "bfloat16")
                return result.Tokens[0].Value == "float32" ? LinearPrecision.Float32 : LinearPrecision.BFloat16;
            result.AddError($"--precision must be float32 or bfloat16, not '{result.Tokens[0].Value}'.");
            return LinearPrecision.Float32;
        },
    };

    internal static Option<int?> BatchTokens(string description = "Tokens of a batch, padding included.") => Numbers.Optional("--batch-tokens", description, 16, 1 << 20);
}
