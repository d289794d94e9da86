using System.Runtime.CompilerServices;

namespace NlpTransfer;

/// <summary>Translates line by line as lines come: first in, first out, in order, and a line that can't be translated does not stop the others.</summary>
public static class TranslationStream
{
    /// <summary>Translates a stream of lines.</summary>
    /// <param name="translator">The translator.</param>
    /// <param name="lines">The lines; a blank one is handed on as it is.</param>
    /// <param name="batchSize">The most lines that are translated together; fewer where the next is not there yet. Default 64, at least 1.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>One result a line, in order.</returns>
    public static async IAsyncEnumerable<TranslatedLine> TranslateLinesAsync(
        this ITextTranslator translator, IAsyncEnumerable<SourceLine> lines, int batchSize = 64, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        await foreach (List<SourceLine> batch in LineBatches.GatherAsync(lines, batchSize, cancellationToken).ConfigureAwait(false))
        {
            SourceLine[] spoken = [.. batch.Where(line => !string.IsNullOrWhiteSpace(line.Text))];
            var done = new Queue<TranslatedLine>(await TranslateAsync(translator, spoken, cancellationToken).ConfigureAwait(false));
            foreach (SourceLine line in batch)
            {
                if (line.Text is null)
                    yield return new TranslatedLine(line, null, line.Fault ?? "the line can't be read");
                else
                    yield return string.IsNullOrWhiteSpace(line.Text) ? new TranslatedLine(line, new TextTranslation(line.Text)) : done.Dequeue();
            }
        }
    }

    /// <summary>Translates lines together, and one by one where that fails, to find the one that is to blame.</summary>
    private static async Task<IReadOnlyList<TranslatedLine>> TranslateAsync(ITextTranslator translator, SourceLine[] lines, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<TextTranslation> translations = await translator.TranslateAllAsync([.. lines.Select(line => line.Text!)], cancellationToken).ConfigureAwait(false);
            return [.. lines.Zip(translations, (line, translation) => new TranslatedLine(line, translation))];
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            if (lines.Length == 1)
                return [new TranslatedLine(lines[0], null, e.Message)];
            var results = new List<TranslatedLine>();
            foreach (SourceLine line in lines)
                results.AddRange(await TranslateAsync(translator, [line], cancellationToken).ConfigureAwait(false));
            return results;
        }
    }
}
