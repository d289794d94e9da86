using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace NlpTransfer.Tokenization;

/// <summary>
/// Hands a <see cref="TextTokenizer"/> to whatever takes a <see cref="Tokenizer"/> of Microsoft.ML.Tokenizers. Offsets and indexes always count in the original text,
/// so no call gives a normalised text back; <see cref="Normalizer"/> gives it on demand. The pre-tokenizer is part of the encoding and not handed out.
/// Like the tokenizer it may be used by many threads at once.
/// </summary>
public sealed class MicrosoftTokenizerAdapter : Tokenizer
{
    private readonly bool _addSpecialTokens;
    private readonly int _addedCount;
    private readonly TextTokenizer[] _variants;
    private readonly MicrosoftNormalizerAdapter? _normalizer;

    /// <summary>Wraps a tokenizer.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="addSpecialTokens">Whether encodings carry the post-processor's special tokens; counts and limits then include them. Default false.</param>
    public MicrosoftTokenizerAdapter(TextTokenizer tokenizer, bool addSpecialTokens = false)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        _addSpecialTokens = addSpecialTokens;
        _addedCount = addSpecialTokens ? tokenizer.AddedTokenCount(pair: false) : 0;
        TokenizerDefinition parts = tokenizer.Definition;

        // A caller may do without normalizer or pre-tokenizer; the vocabulary is shared by the four.
        _variants =
        [
            tokenizer,
            new(parts with { Normalizer = null }),
            new(parts with { PreTokenizer = null }),
            new(parts with { Normalizer = null, PreTokenizer = null }),
        ];
        _normalizer = parts.Normalizer is null ? null : new MicrosoftNormalizerAdapter(tokenizer);
    }

    /// <summary>The tokenizer inside.</summary>
    public TextTokenizer Inner => _variants[0];

    /// <inheritdoc/>
    public override global::Microsoft.ML.Tokenizers.Normalizer? Normalizer => _normalizer;

    /// <inheritdoc/>
    public override string Decode(IEnumerable<int> ids) => Inner.Decode(Checked(ids) ?? throw new InvalidOperationException(
        $"The ids hold one that the vocabulary of {Inner.VocabularySize} does not have."));

    /// <summary>Decodes ids into a span; what does not fit whole is not written at all, because a text can't be decoded token by token.</summary>
    /// <inheritdoc/>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        idsConsumed = 0;
        charsWritten = 0;
        if (Checked(ids) is not { } known)
            return OperationStatus.InvalidData;
        string text = Inner.Decode(known);
        if (!text.TryCopyTo(destination))
            return OperationStatus.DestinationTooSmall;
        idsConsumed = known.Count;
        charsWritten = text.Length;
        return OperationStatus.Done;
    }

    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        (TokenEncoding encoding, int consumed) = Encode(text ?? textSpan.ToString(), settings);
        var tokens = new EncodedToken[encoding.Ids.Length];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = new(encoding.Ids[i], encoding.Tokens[i], encoding.Offsets[i].Start..encoding.Offsets[i].End);
        return new() { Tokens = tokens, CharsConsumed = consumed };
    }

    /// <inheritdoc/>
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        (TokenEncoding encoding, int consumed) = Encode(text ?? textSpan.ToString(), settings);
        return new() { Tokens = encoding.Ids, CharsConsumed = consumed };
    }

    /// <inheritdoc/>
    protected override int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings) =>
        Encode(text ?? textSpan.ToString(), settings).Encoding.Ids.Length;

    /// <inheritdoc/>
    protected override int GetIndexByTokenCount(
        string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, bool fromEnd, out string? normalizedText, out int tokenCount)
    {
        text ??= textSpan.ToString();
        normalizedText = null;
        TokenRange[] offsets = Variant(settings).Encode(text, addSpecialTokens: false).Offsets;
        int count = TokenCut.Fitting(offsets, settings.MaxTokenCount - _addedCount, fromEnd);
        tokenCount = count + (settings.MaxTokenCount >= _addedCount ? _addedCount : 0);
        if (count == offsets.Length)
            return fromEnd ? 0 : text.Length;
        return fromEnd ? TokenCut.IndexFromEnd(offsets, count, text.Length) : TokenCut.Index(offsets, count);
    }

    private TextTokenizer Variant(EncodeSettings settings) =>
        _variants[(settings.ConsiderNormalization ? 0 : 1) + (settings.ConsiderPreTokenization ? 0 : 2)];

    private (TokenEncoding Encoding, int Consumed) Encode(string text, EncodeSettings settings)
    {
        TextTokenizer tokenizer = Variant(settings);
        TokenEncoding encoding = tokenizer.Encode(text, addSpecialTokens: false);
        int consumed = text.Length;
        int count = TokenCut.Fitting(encoding.Offsets, settings.MaxTokenCount - _addedCount, fromEnd: false);
        if (count < encoding.Ids.Length)
        {
            consumed = TokenCut.Index(encoding.Offsets, count);
            encoding = new(encoding.Ids[..count], encoding.Tokens[..count], encoding.Offsets[..count]);
        }

        return (_addSpecialTokens && settings.MaxTokenCount >= _addedCount ? tokenizer.Wrap(encoding) : encoding, consumed);
    }

    private List<int>? Checked(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        List<int> all = [.. ids];
        return all.TrueForAll(id => Inner.IdToToken(id) is not null) ? all : null;
    }
}
