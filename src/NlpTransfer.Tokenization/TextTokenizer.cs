namespace NlpTransfer.Tokenization;

/// <summary>
/// Runs a tokenizer: normalizer, pre-tokenizer, model, post-processor and decoder, with ids, offsets and texts as huggingface's tokenizers give them.
/// It never changes, and any number of threads may use it at once.
/// </summary>
public sealed partial class TextTokenizer : ITextTokenizer
{
    private static readonly TemplateItem[] PlainPair = [TemplateItem.Of(0, 0), TemplateItem.Of(1, 1)];
    private static readonly TemplateItem[] PlainSingle = [TemplateItem.Of(0, 0)];

    private readonly AddedVocabulary _added;

    /// <summary>Creates a tokenizer of its parts.</summary>
    /// <param name="definition">The stages and added tokens.</param>
    /// <exception cref="UsageException">Added tokens contradict each other or the model; all faults are named.</exception>
    public TextTokenizer(TokenizerDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        IReadOnlyList<string> faults = AddedTokenCheck.Faults(definition);
        if (faults.Count > 0)
            throw new UsageException($"The tokenizer's parts do not fit together: {string.Join("; ", faults)}.");
        Definition = definition;
        _added = new AddedVocabulary(definition.AddedTokens, definition.Normalizer);
        VocabularySize = Math.Max(definition.Model.IdLimit, _added.IdLimit);
        SpecialTokens = SpecialTokenRoles.Find(definition, TokenToId);
    }

    /// <summary>The parts.</summary>
    public TokenizerDefinition Definition { get; }

    /// <inheritdoc/>
    public int VocabularySize { get; }

    /// <inheritdoc/>
    public SpecialTokens SpecialTokens { get; }

    /// <inheritdoc/>
    public TokenEncoding Encode(string text, bool addSpecialTokens = true)
    {
        TokenEncoding sequence = Tokenize(text);
        return addSpecialTokens ? Wrap(sequence) : sequence;
    }

    /// <summary>Encodes one text with special tokens and cuts it at its end so that it fits.</summary>
    /// <param name="text">Any text; unpaired surrogates are read as U+FFFD.</param>
    /// <param name="maxLength">Tokens at most, special ones included.</param>
    /// <param name="truncated">Whether anything was cut.</param>
    /// <exception cref="UsageException">The length leaves no room beside the special tokens.</exception>
    public TokenEncoding Encode(string text, int maxLength, out bool truncated)
    {
        int room = maxLength - AddedTokenCount(pair: false);
        if (room < 1)
            throw new UsageException($"A length of {maxLength} tokens leaves no room beside the special tokens; use a longer one.");
        TokenEncoding sequence = Tokenize(text);
        truncated = sequence.Ids.Length > room;
        return Wrap(truncated ? new(sequence.Ids[..room], sequence.Tokens[..room], sequence.Offsets[..room]) : sequence);
    }

    /// <summary>Encodes two texts as a pair.</summary>
    /// <param name="first">The first text.</param>
    /// <param name="second">The second text; its offsets count in it.</param>
    /// <param name="addSpecialTokens">Whether the post-processor's special tokens are added.</param>
    public PairEncoding EncodePair(string first, string second, bool addSpecialTokens = true) =>
        Template(pair: true, addSpecialTokens).Build(Tokenize(first), Tokenize(second));

    /// <summary>Encodes one text with the types that the post-processor gives.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="addSpecialTokens">Whether the post-processor's special tokens are added.</param>
    public PairEncoding EncodeWithTypes(string text, bool addSpecialTokens = true) => Template(pair: false, addSpecialTokens).Build(Tokenize(text));

    /// <summary>Encodes many texts on all processors; the result does not depend on how many there are.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="addSpecialTokens">Whether the post-processor's special tokens are added.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>One encoding a text, in order.</returns>
    public IReadOnlyList<TokenEncoding> EncodeBatch(IReadOnlyList<string> texts, bool addSpecialTokens = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var encodings = new TokenEncoding[texts.Count];
        Parallel.For(0, texts.Count, new ParallelOptions { CancellationToken = cancellationToken }, i => encodings[i] = Encode(texts[i], addSpecialTokens));
        return encodings;
    }

    /// <inheritdoc/>
    public string Decode(IReadOnlyList<int> ids, bool skipSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var tokens = new List<string>(ids.Count);
        for (int i = 0; i < ids.Count; i++)
        {
            string? token = _added.ToShown(ids[i]) ?? Definition.Model.IdToPiece(ids[i]);
            if (token is not null && !(skipSpecialTokens && _added.IsSpecial(token)))
                tokens.Add(token);
        }

        if (Definition.Decoder is null)
            return string.Join(' ', tokens);
        Definition.Decoder.Decode(tokens);
        return string.Concat(tokens);
    }

    /// <summary>What the normalizer makes of a text.</summary>
    /// <param name="text">Any text; added tokens in it are treated like any other text.</param>
    public string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalized = new NormalizedText();
        normalized.Reset(WellFormed(text), 0);
        Definition.Normalizer?.Normalize(normalized);
        return normalized.Text.ToString();
    }

    /// <inheritdoc/>
    public int? TokenToId(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _added.ToId(token) ?? Definition.Model.PieceToId(token);
    }

    /// <inheritdoc/>
    public string? IdToToken(int id) => _added.ToContent(id) ?? Definition.Model.IdToPiece(id);

    /// <summary>Number of special tokens that the post-processor adds.</summary>
    /// <param name="pair">To a pair of texts, else to one.</param>
    public int AddedTokenCount(bool pair) => Template(pair, addSpecialTokens: true).AddedCount;

    /// <summary>Puts special tokens around a text's own.</summary>
    internal TokenEncoding Wrap(TokenEncoding sequence)
    {
        PairEncoding encoding = Template(pair: false, addSpecialTokens: true).Build(sequence);
        return new(encoding.Ids, encoding.Tokens, encoding.Offsets);
    }

    private EncodingBuilder Template(bool pair, bool addSpecialTokens) =>
        new(Definition.PostProcessor?.Template(pair) ?? (pair ? PlainPair : PlainSingle), addSpecialTokens);

    /// <summary>The tokens of a text without special ones.</summary>
    private TokenEncoding Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        EncodingWorkspace workspace = EncodingWorkspace.Rent();
        try
        {
            _added.Split(WellFormed(text), workspace);
            Definition.PreTokenizer?.Split(workspace.PreTokenized);
            foreach (TextSplit split in workspace.PreTokenized.Splits)
            {
                if (split.TokenId >= 0)
                    workspace.Tokens.Add(new(split.TokenId, split.Start, split.Start + split.Length, false));
                else
                    Definition.Model.Tokenize(workspace, split);
            }

            return Name(workspace);
        }
        finally
        {
            workspace.Return();
        }
    }

    private TokenEncoding Name(EncodingWorkspace workspace)
    {
        List<PendingToken> pending = workspace.Tokens;
        TextBuffer buffer = workspace.PreTokenized.Buffer;
        var encoding = new TokenEncoding(new int[pending.Count], new string[pending.Count], new TokenRange[pending.Count]);
        for (int i = 0; i < pending.Count; i++)
        {
            PendingToken token = pending[i];
            encoding.Ids[i] = token.Id;
            encoding.Tokens[i] = token.IsSurface ? buffer.Text[token.Start..token.End].ToString() : Definition.Model.IdToPiece(token.Id) ?? IdToToken(token.Id)!;
            encoding.Offsets[i] = new(buffer.StartAt(token.Start), buffer.EndAt(token.End - 1));
        }

        Definition.PostProcessor?.AdjustOffsets(encoding.Tokens, encoding.Offsets);
        return encoding;
    }

    /// <summary>The same text where it is well-formed UTF-16; else with U+FFFD, one code unit too, in the place of each half pair.</summary>
    private static string WellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return Repair(text);
            i++;
        }

        return text;
    }

    private static string Repair(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        int at = 0;
        foreach (System.Text.Rune rune in source.EnumerateRunes())
            at += rune.EncodeToUtf16(span[at..]);
    });
}
