using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Evaluation;
using NlpTransfer.Metrics;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>How intervals are drawn and systems compared.</summary>
/// <param name="compare">The option that names the other systems.</param>
internal sealed class PairedFlags(string compare = "--compare")
{
    private readonly Option<PairedMethod> _paired = Choices.Of(
        "--paired", $"The test of {compare}: paired bootstrap or approximate randomization.", ("bootstrap", PairedMethod.Bootstrap), ("randomization", PairedMethod.Randomization));

    private readonly Option<int?> _trials = Numbers.Optional("--trials", "Resampled corpora of intervals and bootstrap (default 1000), or trials of randomization (default 10000).", 1, 1_000_000);
    private readonly Option<ulong> _seed = Numbers.Required("--seed", "Seed of numpy's generator, from which sacrebleu draws; the same seed gives its very digits.", 12345UL, 0UL, ulong.MaxValue);

    internal void AddTo(Command command)
    {
        command.Add(_paired);
        command.Add(_trials);
        command.Add(_seed);
    }

    /// <summary>Whether the user wrote one of them.</summary>
    internal bool Given(Invocation run) => run.IsGiven(_paired) || run.IsGiven(_trials) || run.IsGiven(_seed);

    /// <exception cref="UsageException">A test is named and there is nothing to compare.</exception>
    internal TranslationScoringOptions Options(Invocation run, bool compared)
    {
        if (run.IsGiven(_paired) && !compared)
            throw new UsageException($"--paired compares two systems; name the other one with {compare}.");
        PairedMethod method = run.Get(_paired);
        var tests = new PairedTestOptions { Seed = run.Get(_seed) };
        if (run.Get(_trials) is { } trials)
            tests = method == PairedMethod.Bootstrap ? tests with { BootstrapSamples = trials } : tests with { RandomizationTrials = trials };
        return new TranslationScoringOptions { Method = method, Tests = tests };
    }
}
