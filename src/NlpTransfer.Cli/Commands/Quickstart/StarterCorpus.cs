using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Quickstart;

/// <summary>The corpus that comes with the program: the same sentences in seven languages.</summary>
internal static class StarterCorpus
{
    /// <summary>The languages that others are helped by.</summary>
    internal static IReadOnlyList<string> Sources { get; } = ["eng", "fra", "deu", "spa"];

    /// <summary>The languages that can be tried.</summary>
    internal static IReadOnlyList<string> Targets { get; } = ["yor", "snd", "haw"];

    /// <summary>The file of a language.</summary>
    internal static string PathOf(string language) => Path.Combine(AppContext.BaseDirectory, "corpora", "starter", language + ".tsv");

    /// <summary>Reads a language; rows with one id are translations of each other.</summary>
    internal static async Task<LanguageRows> ReadAsync(string language, CancellationToken cancellation) =>
        new(language, await LabeledCorpus.Open(PathOf(language), language, new CorpusReadOptions { GroupColumn = "id" }).ReadAllAsync(cancellation: cancellation));
}
