using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Evaluation;
using NlpTransfer.Metrics;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>Which scores are computed and how, with the settings that sacrebleu has.</summary>
internal sealed class MetricFlags
{
    private static readonly string[] s_keys = ["bleu", "chrf", "chrfpp", "ter"];

    private readonly Option<string> _metrics = new("--metrics")
    {
        Description = "Scores, with commas between: bleu, chrf, chrfpp (chrF++), ter. Neural metrics (COMET and its like) are out of scope.",
        HelpName = "NAMES",
        DefaultValueFactory = _ => string.Join(',', s_keys),
    };

    private readonly BleuFlags _bleu = new();
    private readonly ChrfFlags _chrf = new();
    private readonly TerFlags _ter = new();

    internal void AddTo(Command command)
    {
        command.Add(_metrics);
        foreach (Option option in _bleu.All.Concat(_chrf.All).Concat(_ter.All))
            command.Add(option);
    }

    /// <summary>The scores in the order asked for.</summary>
    /// <param name="run">The command line.</param>
    /// <param name="sentences">Whether each sentence is scored, for which BLEU leaves out orders that a sentence is too short for.</param>
    /// <exception cref="UsageException">A name is not known or stands twice, or a setting belongs to a score that is not asked for.</exception>
    internal IReadOnlyList<TranslationMetric> Create(Invocation run, bool sentences)
    {
        string[] keys = [.. run.Get(_metrics)!.Split(',').Select(key => key.Trim().ToLowerInvariant())];
        if (keys.FirstOrDefault(key => !s_keys.Contains(key)) is { } unknown)
            throw new UsageException($"--metrics: there is no score '{unknown}'; the scores are {string.Join(", ", s_keys)}.");
        if (keys.Distinct().Count() < keys.Length)
            throw new UsageException("--metrics names a score twice.");
        Refuse(run, _bleu.All, keys.Contains("bleu"), "bleu");
        Refuse(run, _chrf.All, keys.Contains("chrf") || keys.Contains("chrfpp"), "chrf or chrfpp");
        Refuse(run, _ter.All, keys.Contains("ter"), "ter");
        TranslationMetric[] metrics = [.. keys.Select(key => Create(run, key, sentences))];
        if (metrics.Select(TranslationMetrics.KeyOf).Distinct().Count() < metrics.Length)
            throw new UsageException("--chrf-word-order above 0 makes chrF++ of chrF, which --metrics names already; leave one of them out.");
        return metrics;
    }

    private TranslationMetric Create(Invocation run, string key, bool sentences) => key switch
    {
        "bleu" => _bleu.Create(run, sentences),
        "ter" => _ter.Create(run),
        _ => _chrf.Create(run, words: key == "chrfpp"),
    };

    private static void Refuse(Invocation run, IEnumerable<Option> options, bool asked, string score)
    {
        if (!asked && options.FirstOrDefault(run.IsGiven) is { } idle)
            throw new UsageException($"{idle.Name} is a setting of {score}, which --metrics does not name; leave it out.");
    }
}
