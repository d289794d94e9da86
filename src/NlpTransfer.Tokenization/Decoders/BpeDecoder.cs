using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Makes the suffix of a word's last piece a blank, and nothing at the end of the text.</summary>
internal sealed record BpeDecoder(string Suffix) : TokenDecoder
{
    public const string Name = "BPEDecoder";

    public override string Type => Name;

    internal static BpeDecoder Read(ComponentElement element) => new(element.String("suffix", "</w>"));

    internal override void Decode(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count && Suffix.Length > 0; i++)
            tokens[i] = tokens[i].Replace(Suffix, i == tokens.Count - 1 ? "" : " ", StringComparison.Ordinal);
    }

    internal override void WriteProperties(Utf8JsonWriter writer) => writer.WriteString("suffix", Suffix);
}
