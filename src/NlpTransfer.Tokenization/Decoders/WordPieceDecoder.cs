using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Joins pieces within a word, puts blanks between words and, on demand, takes them away before punctuation and English contractions.</summary>
internal sealed record WordPieceDecoder(string Prefix, bool Cleanup) : TokenDecoder
{
    public const string Name = "WordPiece";

    private static readonly (string Old, string New)[] Tidied =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"),
        (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public override string Type => Name;

    internal static WordPieceDecoder Read(ComponentElement element) => new(element.String("prefix", "##"), element.Bool("cleanup", true));

    internal override void Decode(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            string token = tokens[i];
            if (i > 0)
                token = token.StartsWith(Prefix, StringComparison.Ordinal) ? token[Prefix.Length..] : " " + token;
            if (Cleanup)
            {
                foreach ((string old, string tidy) in Tidied)
                    token = token.Replace(old, tidy, StringComparison.Ordinal);
            }

            tokens[i] = token;
        }
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteString("prefix", Prefix);
        writer.WriteBoolean("cleanup", Cleanup);
    }
}
