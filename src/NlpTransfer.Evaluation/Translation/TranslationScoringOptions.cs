namespace NlpTransfer.Evaluation;

/// <summary>What translations are scored by, and how they are compared.</summary>
public sealed record TranslationScoringOptions
{
    /// <summary>The scores. Default: BLEU, chrF, chrF++ and TER with sacrebleu's settings. Each key of <see cref="TranslationMetrics.KeyOf"/> at most once.</summary>
    public IReadOnlyList<TranslationMetric> Metrics { get; init; } = TranslationMetrics.All;

    /// <summary>How systems are compared; without effect on a system alone. Default bootstrap.</summary>
    public PairedMethod Method { get; init; }

    /// <summary>Samples of the intervals, trials and seed of the comparisons.</summary>
    public PairedTestOptions Tests { get; init; } = new();

    /// <summary>Checks the options.</summary>
    /// <exception cref="UsageException">Names all faults.</exception>
    public void Validate()
    {
        string[] repeated = [.. Metrics.GroupBy(TranslationMetrics.KeyOf, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];
        new OptionFaults("translation scores")
            .Require(Metrics.Count > 0, "Metrics must name at least one score")
            .Require(repeated.Length == 0, $"Metrics must hold each score once, but {string.Join(", ", repeated)} stands there several times")
            .Require(Enum.IsDefined(Method), $"Method must be a known one, not {(int)Method}")
            .ThrowIfAny();
    }
}
