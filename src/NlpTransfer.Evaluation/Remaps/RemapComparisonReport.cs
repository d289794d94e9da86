using System.Text.Json.Nodes;

namespace NlpTransfer.Evaluation;

/// <summary>
/// Ways of expressing new tokens side by side: how near each keeps the model's vectors on held-out texts and what classifiers on its frozen vectors reach over folds of labelled
/// rows, before and after healing, beside letters and the model that was not remapped.
/// </summary>
public sealed record RemapComparisonReport
{
    /// <summary>What classifiers on letters alone are called among the strategies of <see cref="Labeled"/>.</summary>
    public const string Letters = "letters";

    /// <summary>What classifiers on the frozen vectors of the model that was not remapped are called there.</summary>
    public const string NoRemap = "no remap";

    /// <summary>The initialisers, in the order given; at least one.</summary>
    public required IReadOnlyList<RemapComparisonEntry> Entries { get; init; }

    /// <summary>The labelled score; null, the default, where there are no labelled rows. Its strategies are called as <see cref="StrategyName"/> says.</summary>
    public CrossValidationReport? Labeled { get; init; }

    /// <summary>The seed of remapping, healing and folds.</summary>
    public ulong Seed { get; init; }

    /// <summary>The name of a remapped model's predictions in <see cref="Labeled"/>.</summary>
    /// <param name="initializer">The initialiser.</param>
    /// <param name="healed">Whether the model was healed.</param>
    public static string StrategyName(string initializer, bool healed) => healed ? $"{initializer}, healed" : initializer;

    /// <summary>How labelled predictions are compared: each with letters and with the model that was not remapped.</summary>
    /// <param name="folds">The number of folds.</param>
    public static CrossValidationOptions LabeledOptions(int folds) => new() { Folds = folds, Baselines = [Letters, NoRemap] };

    /// <summary>One line: the initialiser whose vectors are nearest to the old ones in the end, and the one that classifies best, with the verdict against no remap.</summary>
    public string Summary
    {
        get
        {
            RemapComparisonEntry nearest = Entries.MaxBy(entry => entry.Last.Centred.Value)!;
            string when = nearest.After is null ? "before healing" : "after healing";
            string near = $"nearest to the old vectors {when}: {nearest.Initializer}, mean-centred cosine {Text.Score(nearest.Last.Centred)}";
            if (Labeled is null)
                return near;
            StrategyScores best = Entries.Select(Last).MaxBy(strategy => strategy.Scores.Accuracy.Value)!;
            string old = Text.Three(Strategy(NoRemap)!.Scores.Accuracy.Value);
            return $"{near}; best by accuracy: {best.Name} {Text.Score(best.Scores.Accuracy)}, {NoRemap} {old}; {Text.Judgement(AgainstNoRemap(best.Name)!)}";
        }
    }

    /// <summary>The scores of a strategy; null where there is none of that name.</summary>
    /// <param name="name">The name.</param>
    public StrategyScores? Strategy(string name) => Labeled?.Strategies.FirstOrDefault(strategy => strategy.Name == name);

    /// <summary>The paired comparison of a strategy with the model that was not remapped; null where there is none.</summary>
    /// <param name="name">The strategy's name.</param>
    public Comparison? AgainstNoRemap(string name) => Labeled?.Comparisons.FirstOrDefault(comparison => comparison.System == name && comparison.Against == NoRemap);

    /// <summary>The report as the command line prints it: <c>"schema": 1</c>, scores as <c>{value, low, high, n}</c>.</summary>
    public JsonObject ToJson() => RemapComparisonSections.Json(this);

    /// <summary>The report as Markdown.</summary>
    /// <param name="level">Level of its title, from 1 to 5: a report inside another document has a lower one.</param>
    public string ToMarkdown(int level = 1) => RemapComparisonSections.Markdown(this, level);

    /// <summary>The report as one self-contained HTML file.</summary>
    public string ToHtml() => RemapComparisonSections.Html(this);

    /// <inheritdoc cref="EvaluationReport.Save"/>
    public void Save(string path, bool overwrite = false) => ReportFile.Save(path, overwrite, ToJson, () => ToMarkdown(), ToHtml);

    private StrategyScores Last(RemapComparisonEntry entry) => Strategy(StrategyName(entry.Initializer, entry.After is not null))!;
}
