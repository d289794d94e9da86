using NlpTransfer.Corpora;

namespace NlpTransfer.Remapping;

/// <summary>
/// Aligns the words of translated text and tells which old tokens stand where new ones do, as evidence for what a new token means (Remy et al. 2024). The alignment
/// is IBM model 1 (Brown et al. 1993) with the diagonal prior and, by default, the Dirichlet prior of Dyer et al. 2013 ("fast_align"), in both directions at once.
/// The pairs are read once to count, once an iteration and once to link; the same pairs and options give the same table.
/// </summary>
public static class WordAligner
{
    /// <summary>Aligns.</summary>
    /// <param name="corpora">The pairs, texts in a language that the old tokenizer and its model know as sources, the new language as targets.</param>
    /// <param name="oldTokenizer">The tokenizer that the model has.</param>
    /// <param name="newTokenizer">The tokenizer that it shall get.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Hears of pairs done; null for nobody.</param>
    /// <param name="cancellation">Stops between pairs.</param>
    /// <exception cref="UsageException">Options are out of their ranges, or no corpus is given.</exception>
    /// <exception cref="BadDataException">A corpus can't be read (as <see cref="PairCorpus.ReadAsync"/> says), or no pair of it can be used.</exception>
    public static async Task<WordAlignmentResult> AlignAsync(
        IReadOnlyList<PairCorpus> corpora,
        ITextTokenizer oldTokenizer,
        ITextTokenizer newTokenizer,
        WordAlignmentOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpora);
        ArgumentNullException.ThrowIfNull(oldTokenizer);
        ArgumentNullException.ThrowIfNull(newTokenizer);
        options ??= new WordAlignmentOptions();
        options.Validate();
        if (corpora.Count == 0)
            throw new UsageException("there are no pairs to align; give at least one corpus of texts with their translations");
        var work = new AlignmentWork(corpora, oldTokenizer, newTokenizer, options, progress, cancellation);
        return await work.RunAsync().ConfigureAwait(false);
    }
}
