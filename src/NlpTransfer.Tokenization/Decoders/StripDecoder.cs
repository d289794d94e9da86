using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Drops a character at the ends of each token, so many times at most.</summary>
internal sealed record StripDecoder(Rune Content, int Start, int Stop) : TokenDecoder
{
    public const string Name = "Strip";

    private readonly string _text = Content.ToString();

    public override string Type => Name;

    internal static StripDecoder Read(ComponentElement element) => new(element.Character("content"), element.Int("start"), element.Int("stop"));

    internal override void Decode(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            ReadOnlySpan<char> token = tokens[i];
            for (int k = 0; k < Start && token.StartsWith(_text, StringComparison.Ordinal); k++)
                token = token[_text.Length..];
            for (int k = 0; k < Stop && token.EndsWith(_text, StringComparison.Ordinal); k++)
                token = token[..^_text.Length];
            if (token.Length < tokens[i].Length)
                tokens[i] = token.ToString();
        }
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteString("content", _text);
        writer.WriteNumber("start", Start);
        writer.WriteNumber("stop", Stop);
    }
}
