namespace NlpTransfer.Core.Tests;

/// <summary>Translates by a function, and remembers what it was asked.</summary>
internal sealed class FunctionTranslator(Func<string, string> translate) : ITextTranslator
{
    public List<string> Seen { get; } = [];

    public Task<IReadOnlyList<TextTranslation>> TranslateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        Seen.AddRange(texts);
        return Task.FromResult<IReadOnlyList<TextTranslation>>([.. texts.Select(text => new TextTranslation(translate(text), -text.Length, 1))]);
    }
}
