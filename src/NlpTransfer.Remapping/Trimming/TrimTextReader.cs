using System.Globalization;
using System.Runtime.CompilerServices;
using NlpTransfer.Corpora;

namespace NlpTransfer.Remapping;

/// <summary>Reads the texts of a <see cref="TrimText"/> one after the other.</summary>
internal static class TrimTextReader
{
    private const string TreebankText = "# text = ";

    public static IAsyncEnumerable<string> ReadAsync(TrimText text, CancellationToken cancellation)
    {
        if (text.Path.EndsWith(".conllu", StringComparison.OrdinalIgnoreCase) && File.Exists(text.Path))
            return ReadTreebankAsync(text.Path, cancellation);
        if (int.TryParse(text.Column, NumberStyles.None, CultureInfo.InvariantCulture, out int place))
            return ReadColumnAsync(text.Path, place, cancellation);
        TextCorpus corpus = TextCorpus.Open(text.Path, text.Language, new CorpusReadOptions { TextColumn = text.Column, MaximumRowLength = 64 << 20 });
        return TextsOf(corpus, cancellation);
    }

    private static async IAsyncEnumerable<string> TextsOf(TextCorpus corpus, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (CorpusRow row in corpus.ReadAsync(cancellation: cancellation).ConfigureAwait(false))
            yield return row.Text;
    }

    private static async IAsyncEnumerable<string> ReadColumnAsync(string path, int place, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new BadDataException($"{path}: there is no such file; check the path.");
        using var reader = new StreamReader(path);
        for (int number = 1; await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line; number++)
        {
            string[] cells = line.Split('\t');
            if (cells.Length < place || place < 1)
                throw new BadDataException($"{path}:{number}: there is no column {place}, the row has {cells.Length}; correct the column or the row.");
            yield return cells[place - 1];
        }
    }

    private static async IAsyncEnumerable<string> ReadTreebankAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        bool any = false;
        using var reader = new StreamReader(path);
        while (await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (!line.StartsWith(TreebankText, StringComparison.Ordinal))
                continue;
            any = true;
            yield return line[TreebankText.Length..];
        }

        if (!any)
            throw new BadDataException($"{path}: there is no line '{TreebankText}...'; expected a treebank in CoNLL-U with its sentences' texts.");
    }
}
