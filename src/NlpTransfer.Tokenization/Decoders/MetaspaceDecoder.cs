using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Makes visible blanks blanks again, and drops those of the first token where one was put there.</summary>
internal sealed record MetaspaceDecoder(MetaspaceOptions Options) : TokenDecoder
{
    public const string Name = "Metaspace";

    private readonly string _mark = Options.Replacement.ToString();

    public override string Type => Name;

    internal static MetaspaceDecoder Read(ComponentElement element) => new(MetaspaceOptions.Read(element));

    internal override void Decode(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            bool dropped = i == 0 && Options.PrependScheme != MetaspaceOptions.Never;
            tokens[i] = tokens[i].Replace(_mark, dropped ? "" : " ", StringComparison.Ordinal);
        }
    }

    internal override void WriteProperties(Utf8JsonWriter writer) => Options.Write(writer);
}
