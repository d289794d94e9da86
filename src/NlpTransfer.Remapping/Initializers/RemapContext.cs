using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>What an initialiser may look at.</summary>
/// <param name="Old">The tokenizer that the model has.</param>
/// <param name="New">The tokenizer that it shall get.</param>
public sealed record RemapContext(TextTokenizer Old, TextTokenizer New)
{
    /// <summary>Ids of the new tokens that are not expressed yet, ascending; all of them where nothing was said.</summary>
    public IReadOnlyList<int> Tokens { get; init; } = [.. Enumerable.Range(0, New.VocabularySize)];
}
