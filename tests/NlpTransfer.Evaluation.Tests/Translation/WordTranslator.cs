namespace NlpTransfer.Evaluation.Tests;

/// <summary>Translates word by word from a list that ends too early: every tenth text stays as it is, and says so.</summary>
internal sealed class WordTranslator : ITextTranslator
{
    private int _done;

    public List<int> Batches { get; } = [];

    public Task<IReadOnlyList<TextTranslation>> TranslateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Batches.Add(texts.Count);
        return Task.FromResult<IReadOnlyList<TextTranslation>>([.. texts.Select(text => _done++ % 10 == 9
            ? new TextTranslation(text, -1, 2, TranslationFlags.Untranslated)
            : new TextTranslation(TestPairs.Translate(text), -1))]);
    }
}
