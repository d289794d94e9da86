using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>What a translator is compared with on held-out pairs, and how.</summary>
public sealed record TranslationEvaluationOptions
{
    /// <summary>The name of the floor: the source, copied as its own translation.</summary>
    public const string Copy = "copy";

    /// <summary>The evaluated system's name, as reports print it. Default <c>model</c>.</summary>
    public string Name { get; init; } = "model";

    /// <summary>Systems to compare with, besides the copied source, which is always compared. Default none.</summary>
    public IReadOnlyList<TranslationContender> Against { get; init; } = [];

    /// <summary>
    /// The pairs that the system was trained on, development pairs included: held-out pairs that it knows on either side are found before anything is translated.
    /// Default: nobody knows, and the report says so.
    /// </summary>
    public TrainedPairs TrainedOn { get; init; } = TrainedPairs.Unknown("nothing is known of the pairs this system was trained on");

    /// <summary>What counts as a near copy of a training text. Without effect where nobody knows the training pairs.</summary>
    public LeakageIndexOptions Leakage { get; init; } = new();

    /// <summary>Told of leakage as soon as it is found, before any score exists. Default null.</summary>
    public Action<TranslationLeakage>? LeakageFound { get; init; }

    /// <summary>Scores, paired tests and their seed.</summary>
    public TranslationScoringOptions Scoring { get; init; } = new();

    /// <summary>Texts a call of a translator: progress is told and cancellation heard in between. Default 256; from 1 to 65,536.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Translations that the report shows, the first ones. Default 5; from 0 to 1,000.</summary>
    public int Samples { get; init; } = 5;

    /// <summary>Leaked pairs that the report shows. Default 10; from 0 to 1,000.</summary>
    public int Examples { get; init; } = 10;

    /// <summary>Checks all options.</summary>
    /// <exception cref="UsageException">Names all faults.</exception>
    public void Validate()
    {
        string[] repeated = [.. Against.Select(a => a.Name).Append(Name).Append(Copy).GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"'{g.Key}'")];
        Leakage.Validate();
        Scoring.Validate();
        new OptionFaults("evaluation of translations")
            .Require(!string.IsNullOrWhiteSpace(Name), "Name must not be empty")
            .Require(repeated.Length == 0, $"each system needs a name of its own, but {string.Join(", ", repeated)} occurs several times")
            .Require(BatchSize is >= 1 and <= 65_536, StatisticsOptions.Fault(nameof(BatchSize), "from 1 to 65536", BatchSize))
            .Require(Samples is >= 0 and <= 1_000, StatisticsOptions.Fault(nameof(Samples), "from 0 to 1000", Samples))
            .Require(Examples is >= 0 and <= 1_000, StatisticsOptions.Fault(nameof(Examples), "from 0 to 1000", Examples))
            .ThrowIfAny();
    }
}
