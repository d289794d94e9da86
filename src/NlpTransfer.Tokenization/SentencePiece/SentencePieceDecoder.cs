using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>
/// SentencePiece's decoding: control pieces say nothing, the unknown piece becomes its surface, bytes become characters, and visible blanks become blanks but
/// for the one that was put before the text.
/// </summary>
/// <param name="Spec">What the file says.</param>
/// <param name="Unknown">The unknown piece.</param>
/// <param name="Silent">The control pieces.</param>
/// <param name="ByteNames">Whether the vocabulary has byte pieces.</param>
internal sealed record SentencePieceDecoder(SentencePieceSpec Spec, string Unknown, IReadOnlySet<string> Silent, bool ByteNames) : TokenDecoder
{
    private static readonly string Blank = SentencePieceNormalizer.VisibleBlank.ToString();

    public override string Type => "SentencePiece";

    internal override void Decode(List<string> tokens)
    {
        var text = new StringBuilder();
        var bytes = new List<byte>();
        bool first = true;
        bool hadPrefix = false;
        foreach (string token in tokens)
        {
            if (ByteNames && BytePieces.TryParse(token, out byte value))
            {
                bytes.Add(value);
                continue;
            }

            Flush(bytes, text);
            first &= !hadPrefix && text.Length == 0;
            text.Append(Piece(token, first, ref hadPrefix));
        }

        Flush(bytes, text);
        tokens.Clear();
        tokens.Add(text.ToString());
    }

    internal override void WriteProperties(Utf8JsonWriter writer) =>
        throw new InvalidOperationException("A SentencePiece decoder is put into the words of a tokenizer.json before it is written.");

    private string Piece(string token, bool first, ref bool hadPrefix)
    {
        hadPrefix = false;
        if (Silent.Contains(token))
            return "";
        if (token == Unknown)
            return Spec.UnknownSurface;
        if (first && (Spec.AddDummyPrefix || Spec.RemoveExtraWhitespaces) && token.StartsWith(SentencePieceNormalizer.VisibleBlank))
        {
            // Where extra blanks are removed, those of the pieces that follow go too, until there is text.
            hadPrefix = !Spec.RemoveExtraWhitespaces;
            token = token[1..];
        }

        return token.Replace(Blank, " ", StringComparison.Ordinal);
    }

    /// <summary>Appends bytes as characters; each byte that is part of none is a replacement character.</summary>
    private static void Flush(List<byte> bytes, StringBuilder text)
    {
        ReadOnlySpan<byte> rest = [.. bytes];
        while (!rest.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(rest, out Rune rune, out int width) == System.Buffers.OperationStatus.Done;
            text.Append(valid ? rune.ToString() : "\uFFFD");
            rest = rest[(valid ? width : 1)..];
        }

        bytes.Clear();
    }
}
