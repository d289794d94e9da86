namespace NlpTransfer;

/// <summary>Makes a translation model's ids of texts and texts of its ids, in one direction between two languages. What lies beyond the model's length is cut and counted.</summary>
public sealed class TranslationText
{
    private readonly TranslationFolder _folder;
    private readonly ITextTokenizer _source;
    private readonly ITextTokenizer _target;
    private readonly string _prefix;
    private readonly int? _sourceToken;
    private readonly int? _targetToken;

    /// <summary>Prepares a direction.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="source">The tokenizer of sources.</param>
    /// <param name="target">The tokenizer of targets; null where it is the same.</param>
    /// <param name="from">The sources' language; null for the tokenizer's own, or where the model has one alone.</param>
    /// <param name="to">The targets' language; null where the model has one alone.</param>
    /// <param name="maxLength">Tokens of a source or target that are read, special ones included; null or more than the model has: the model's own length.</param>
    /// <exception cref="UsageException">The model doesn't know a language, needs one, or the length leaves no room for text.</exception>
    /// <exception cref="ModelFormatException">A tokenizer has more ids than the model has embeddings, or lacks an end.</exception>
    public TranslationText(TranslationFolder folder, ITextTokenizer source, ITextTokenizer? target = null, string? from = null, string? to = null, int? maxLength = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(source);
        (_folder, _source, _target) = (folder, source, target ?? source);
        Check(_source, folder.Config.Encoder);
        Check(_target, folder.Config.Decoder);
        var languages = new TranslationLanguages(folder, source);
        languages.RefuseIdle(from, to);
        if (to is null && languages.NeedsTarget)
            throw new UsageException($"{folder.Path}: the model translates into several languages; say which with --to.");
        int? token = to is null ? null : languages.TokenOf(to);
        if (languages.TellsBothSides)
            (_sourceToken, _targetToken) = (from is null ? source.Encode("").Ids[0] : languages.TokenOf(from), token);
        else
            _sourceToken = token;
        _prefix = languages.PrefixOf(from, to);
        MaxSource = Math.Min(maxLength ?? folder.Config.Encoder.MaxTokens, folder.Config.Encoder.MaxTokens);
        MaxTarget = Math.Min(maxLength ?? folder.Config.Decoder.MaxTokens, folder.Config.Decoder.MaxTokens);
        if (MaxSource < Source("").Length + 1 || MaxTarget < 3)
            throw new UsageException($"a length of {Math.Min(MaxSource, MaxTarget)} tokens leaves no room for text beside special ones; use a larger --max-length");
    }

    /// <summary>Tokens of a source that are read at most, special ones included.</summary>
    public int MaxSource { get; }

    /// <summary>Tokens of a target at most, special ones included.</summary>
    public int MaxTarget { get; }

    /// <summary>The id that fills a batch of sources.</summary>
    public int PaddingId => _folder.Config.Encoder.PaddingId;

    /// <summary>The token that a target has to begin with; null where it is free.</summary>
    public int? FirstToken => _targetToken;

    /// <summary>The ids of a source.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cutTokens">How many tokens lay beyond the length and were cut.</param>
    /// <returns>At most <see cref="MaxSource"/> ids.</returns>
    public int[] Encode(string text, out int cutTokens) => Cut(Source(text), MaxSource, out cutTokens);

    /// <summary>The ids of a target, as a model is taught it: the language's token where there is one, the text, and the end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cutTokens">How many tokens lay beyond the length and were cut.</param>
    /// <returns>At most <see cref="MaxTarget"/> ids.</returns>
    public int[] EncodeTarget(string text, out int cutTokens)
    {
        int[] ids = _target.Encode(text, addSpecialTokens: false).Ids;
        return Cut(_targetToken is { } language ? [language, .. ids, _folder.Config.EndId] : [.. ids, _folder.Config.EndId], MaxTarget, out cutTokens);
    }

    /// <summary>The text of generated tokens.</summary>
    /// <param name="tokens">The tokens after the start.</param>
    public string Decode(IReadOnlyList<int> tokens)
    {
        IEnumerable<int> text = tokens.TakeWhile(token => !_folder.Generation.EndIds.Contains(token));
        if (_targetToken is { } language && tokens.Count > 0 && tokens[0] == language)
            text = text.Skip(1);
        return _target.Decode([.. text]).Trim();
    }

    private int[] Source(string text) => _folder.Family == M2M100Family.Family
        ? [_sourceToken!.Value, .. _source.Encode(text, addSpecialTokens: false).Ids, _folder.Config.EndId]
        : _sourceToken is { } language ? [language, .. _source.Encode(text).Ids] : _source.Encode(_prefix + text).Ids;

    // The last token is the closing special one: it takes the last place that is left.
    private static int[] Cut(int[] ids, int most, out int cutTokens)
    {
        cutTokens = Math.Max(0, ids.Length - most);
        return cutTokens == 0 ? ids : [.. ids.AsSpan(0, most - 1), ids[^1]];
    }

    private void Check(ITextTokenizer tokenizer, StackConfig side)
    {
        if (tokenizer.VocabularySize > side.VocabularySize)
            throw new ModelFormatException($"{_folder.Path}: the tokenizer has {tokenizer.VocabularySize} ids and the model embeddings for {side.VocabularySize}; they do not belong together.");
    }
}
