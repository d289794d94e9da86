using System.Text.Json.Nodes;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>
/// Several strategies on the same rows, each row predicted by a classifier that did not train on it (see <see cref="PredictionPool"/>). With several languages a
/// score is the mean over languages, each weighing the same; where their rows are translations of each other, sharing a group, intervals and tests treat each group as one.
/// </summary>
public sealed record CrossValidationReport
{
    /// <summary>Number of folds.</summary>
    public required int Folds { get; init; }

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of groups; equal to <see cref="Rows"/> where each row stands alone.</summary>
    public required int Groups { get; init; }

    /// <summary>The strategies in the order given.</summary>
    public required IReadOnlyList<StrategyScores> Strategies { get; init; }

    /// <summary>Paired comparisons over all rows, or on average over languages; corrected together.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>The same comparisons in each language by itself, pair by pair; each pair's are corrected for the number of languages. Empty where there is one language.</summary>
    public IReadOnlyList<Comparison> LanguageComparisons { get; init; } = [];

    /// <summary>Level of the intervals.</summary>
    public double Confidence { get; init; }

    /// <summary>Seed of the intervals' draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>One line: every strategy's accuracy with its interval, and the rows they rest on.</summary>
    public string Summary
    {
        get
        {
            string scores = string.Join("; ", Strategies.Select(s => $"{s.Name} {Text.Score(s.Scores.Accuracy)}"));
            string groups = Groups == Rows ? "" : $" in {Text.Count(Groups)} groups";
            return $"accuracy in {Text.Count(Folds)} folds, n {Text.Count(Rows)}{groups}: {scores}";
        }
    }

    /// <summary>Scores and compares strategies.</summary>
    /// <param name="rows">All rows of all folds, pooled.</param>
    /// <param name="strategies">Each strategy's predictions for these rows; at least one.</param>
    /// <param name="options">Folds, comparisons and statistics.</param>
    /// <param name="progress">Told of scores and comparisons made.</param>
    /// <param name="cancellationToken">Stops between samples.</param>
    /// <exception cref="BadDataException">There are no rows, or a row has no label.</exception>
    /// <exception cref="UsageException">Options are at fault, or predictions are not one a row.</exception>
    public static CrossValidationReport Create(
        IReadOnlyList<CorpusRow> rows,
        IReadOnlyList<SystemPredictions> strategies,
        CrossValidationOptions options,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(strategies);
        HeldOutRows heldOut = HeldOutRows.Create(rows);
        bool several = heldOut.Languages.Length > 1;
        (SystemPredictions System, SystemPredictions Against)[] pairs = [.. Pairs(strategies, options.Baselines)];
        int scorers = several ? heldOut.Languages.Length + 1 : 1;
        var work = new ScoringWork(progress, scorers * (strategies.Count + pairs.Length), cancellationToken);
        var all = new RowScorer(heldOut, options.Statistics, work, averageLanguages: several);
        RowScorer[] languages = several ? [.. heldOut.Languages.Select((_, i) => new RowScorer(heldOut, options.Statistics, work, i))] : [];
        double level = options.Statistics.Level;
        return new CrossValidationReport
        {
            Folds = options.Folds,
            Rows = heldOut.Count,
            Groups = heldOut.GroupCount,
            Strategies =
            [
                .. strategies.Select(s => new StrategyScores(
                    all.Score(s), [.. languages.Select((scorer, i) => new LanguageScores(heldOut.Languages[i], scorer.Score(s)))])),
            ],
            Comparisons = Comparison.Judge([.. pairs.Select(p => all.Compare(p.System, p.Against))], level),
            LanguageComparisons = [.. pairs.SelectMany(p => Comparison.Judge([.. languages.Select(scorer => scorer.Compare(p.System, p.Against))], level))],
            Confidence = options.Statistics.Confidence,
            Seed = options.Statistics.Seed,
        };
    }

    /// <summary>The report as the command line prints it: <c>"schema": 1</c>, scores as <c>{value, low, high, n}</c>.</summary>
    public JsonObject ToJson() => CrossValidationSections.Json(this);

    /// <summary>The report as Markdown.</summary>
    /// <param name="level">Level of its title, from 1 to 5: a report inside another document has a lower one.</param>
    public string ToMarkdown(int level = 1) => CrossValidationSections.Markdown(this, level);

    /// <summary>The report as one self-contained HTML file.</summary>
    public string ToHtml() => CrossValidationSections.Html(this);

    /// <inheritdoc cref="EvaluationReport.Save"/>
    public void Save(string path, bool overwrite = false) => ReportFile.Save(path, overwrite, ToJson, () => ToMarkdown(), ToHtml);

    private static IEnumerable<(SystemPredictions System, SystemPredictions Against)> Pairs(IReadOnlyList<SystemPredictions> strategies, IReadOnlyList<string> baselines)
    {
        if (baselines.Count == 0)
            return strategies.SelectMany((system, i) => strategies.Take(i).Select(against => (system, against)));
        return strategies.SelectMany(system => baselines.TakeWhile(name => name != system.Name).Select(name => (system, strategies.First(s => s.Name == name))));
    }
}
