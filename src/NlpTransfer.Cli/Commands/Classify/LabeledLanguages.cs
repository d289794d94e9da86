using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Classify;

/// <summary>Labelled files, of which those of one language are pooled.</summary>
internal static class LabeledLanguages
{
    /// <summary>Reads files, pooling those of one language in the order given.</summary>
    /// <param name="run">The call.</param>
    /// <param name="files">The arguments with what they name.</param>
    /// <param name="inputs">Gets the files that were read.</param>
    internal static async Task<IReadOnlyList<LanguageRows>> ReadAsync(Invocation run, IEnumerable<(string Argument, LabeledCorpus Corpus)> files, List<string> inputs)
    {
        var languages = new List<(string Language, List<CorpusRow> Rows)>();
        foreach ((string argument, LabeledCorpus corpus) in files)
        {
            var skipped = new SkippedRows();
            IReadOnlyList<CorpusRow> rows = await corpus.ReadAllAsync(skipped, run.Cancellation);
            DataOptions.Tell(run.Terminal, argument, skipped);
            inputs.AddRange(corpus.Files.Where(File.Exists));
            string language = corpus.Language ?? "";
            if (languages.FirstOrDefault(known => known.Language == language).Rows is { } pool)
                pool.AddRange(rows);
            else
                languages.Add((language, [.. rows]));
        }

        return [.. languages.Select(known => new LanguageRows(known.Language.Length == 0 ? null : known.Language, known.Rows))];
    }
}
