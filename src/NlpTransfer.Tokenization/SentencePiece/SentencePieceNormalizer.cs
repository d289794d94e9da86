using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>
/// SentencePiece's own normaliser (Kudo and Richardson 2018): at each place the longest key of the character map, user-defined symbols untouched, runs of blanks
/// made one and those at the ends dropped, blanks made visible, and one put before the text. A <c>tokenizer.json</c> has no word for it; written there it
/// becomes the stages that come closest.
/// </summary>
/// <param name="Spec">What the file says.</param>
/// <param name="Map">Its character map, or null.</param>
/// <param name="Symbols">The user-defined symbols, or null.</param>
internal sealed record SentencePieceNormalizer(SentencePieceSpec Spec, CharacterMap? Map, UserSymbols? Symbols) : Normalizer
{
    public const char VisibleBlank = '▁';

    private readonly char _blank = Spec.EscapeWhitespaces ? VisibleBlank : ' ';

    public override string Type => "SentencePiece";

    internal override void Normalize(NormalizedText text) => text.Rewrite(Write);

    internal override void WriteProperties(Utf8JsonWriter writer) =>
        throw new InvalidOperationException("A SentencePiece normaliser is put into the words of a tokenizer.json before it is written.");

    private void Write(TextBuffer source, TextBuffer target)
    {
        ReadOnlySpan<char> text = source.Text;
        int at = 0;
        while (Spec.RemoveExtraWhitespaces && at < text.Length && IsBlank(text[at..], out int width))
            at += width;
        if (at == text.Length)
            return;
        if (Spec.AddDummyPrefix)
            target.Append(_blank, source.StartAt(at), source.StartAt(at));
        bool afterBlank = Spec.RemoveExtraWhitespaces;
        while (at < text.Length)
        {
            int consumed = Plain(text[at..]);
            if (consumed > 0)
            {
                target.Append(source, at, consumed);
                afterBlank = false;
            }
            else if (Symbols is not null && Symbols.Match(text[at..]) is > 0 and int symbol)
            {
                consumed = symbol;
                Put(text.Slice(at, symbol), source.StartAt(at), source.EndAt(at + symbol - 1), target, ref afterBlank);
            }
            else if (Map is not null && Map.TryMapLongest(text[at..], out consumed, out ReadOnlySpan<byte> replacement))
            {
                PutReplacement(replacement, source.StartAt(at), source.EndAt(at + consumed - 1), target, ref afterBlank);
            }
            else
            {
                consumed = char.IsHighSurrogate(text[at]) ? 2 : 1;
                if (text[at] == ' ')
                {
                    Put(" ", source.StartAt(at), source.EndAt(at), target, ref afterBlank);
                }
                else
                {
                    target.Append(source, at, consumed);
                    afterBlank = false;
                }
            }

            at += consumed;
        }

        while (Spec.RemoveExtraWhitespaces && target.Length > 0 && target[target.Length - 1] == _blank)
            target.RemoveLast();
    }

    /// <summary>Length of what a text begins with that stays as it is: no blank, no symbol, nothing for the character map.</summary>
    private int Plain(ReadOnlySpan<char> text)
    {
        int blank = text.IndexOf(' ');
        if (blank >= 0)
            text = text[..blank];
        if (Symbols is not null && Symbols.Begin(text) is >= 0 and int symbol)
            text = text[..symbol];
        return Map is null ? text.Length : Map.Untouched(text);
    }

    /// <summary>Whether a text begins with what becomes a single blank.</summary>
    private bool IsBlank(ReadOnlySpan<char> text, out int width)
    {
        width = 1;
        if (Symbols is not null && Symbols.Match(text) is > 0 and int symbol)
        {
            width = symbol;
            return symbol == 1 && text[0] == ' ';
        }

        if (Map is not null && Map.TryMapLongest(text, out int key, out ReadOnlySpan<byte> replacement))
        {
            width = key;
            return replacement.SequenceEqual(" "u8);
        }

        return text[0] == ' ';
    }

    private void PutReplacement(ReadOnlySpan<byte> replacement, int start, int end, TextBuffer target, ref bool afterBlank)
    {
        Span<char> text = replacement.Length <= 64 ? stackalloc char[64] : new char[replacement.Length];
        int length = Encoding.UTF8.GetChars(replacement, text);
        Put(text[..length], start, end, target, ref afterBlank);
    }

    /// <summary>Appends a chunk, without the blanks that it begins with where one stands before it already.</summary>
    private void Put(ReadOnlySpan<char> chunk, int start, int end, TextBuffer target, ref bool afterBlank)
    {
        if (afterBlank)
            chunk = chunk.TrimStart(' ');
        if (chunk.IsEmpty)
            return;
        foreach (char unit in chunk)
            target.Append(unit == ' ' ? _blank : unit, start, end);
        afterBlank = Spec.RemoveExtraWhitespaces && chunk[^1] == ' ';
    }
}
