namespace NlpTransfer;

/// <summary>
/// Makes an encoder's input of a text: puts the model's prompt before it, tokenizes, and cuts what lies beyond the model's length, counting it.
/// The closing special token stays.
/// </summary>
public sealed class EncoderInput
{
    private readonly ITextTokenizer _tokenizer;
    private readonly string _prompt;
    private readonly bool _lowerCase;

    /// <summary>Prepares the input of a model.</summary>
    /// <param name="folder">The model: its prompt, length, and whether it wants lower case.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="maxLength">Tokens that are read, special ones included; null or more than the model has: the model's own length.</param>
    /// <param name="prompt">What to put before each text; null for the folder's default prompt.</param>
    /// <exception cref="UsageException">The length leaves no room for text.</exception>
    /// <exception cref="ModelFormatException">The tokenizer has more ids than the model has embeddings.</exception>
    public EncoderInput(ModelFolder folder, ITextTokenizer tokenizer, int? maxLength = null, string? prompt = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (tokenizer.VocabularySize > folder.Config.VocabularySize)
        {
            throw new ModelFormatException(
                $"{folder.Path}: the tokenizer has {tokenizer.VocabularySize} ids and the model embeddings for {folder.Config.VocabularySize}; they do not belong together.");
        }

        (_tokenizer, _lowerCase) = (tokenizer, folder.Sentence.LowerCase);
        _prompt = prompt ?? folder.Sentence.DefaultPrompt;
        MaxLength = Math.Min(maxLength ?? folder.MaxLength, folder.MaxLength);
        SpecialCount = tokenizer.Encode("").Ids.Length;
        if (MaxLength <= SpecialCount)
            throw new UsageException($"a length of {MaxLength} tokens leaves no room for text beside {SpecialCount} special ones; use a larger --max-length");
    }

    /// <summary>Tokens that are read at most, special ones included.</summary>
    public int MaxLength { get; }

    /// <summary>Special tokens that every text gets.</summary>
    public int SpecialCount { get; }

    /// <summary>Encodes a text.</summary>
    /// <param name="text">The text, without prompt.</param>
    /// <param name="cutTokens">How many tokens lay beyond the length and were cut.</param>
    /// <returns>At most <see cref="MaxLength"/> ids.</returns>
    public int[] Encode(string text, out int cutTokens)
    {
        string prompted = _prompt + text;
        int[] ids = _tokenizer.Encode(_lowerCase ? prompted.ToLowerInvariant() : prompted).Ids;
        cutTokens = Math.Max(0, ids.Length - MaxLength);
        // The last token is the closing special one: it takes the last place that is left.
        return cutTokens == 0 ? ids : [.. ids.AsSpan(0, MaxLength - 1), ids[^1]];
    }
}
