using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Joins all tokens into one, for the decoders that follow.</summary>
internal sealed record FuseDecoder : TokenDecoder
{
    public const string Name = "Fuse";

    public override string Type => Name;

    internal override void Decode(List<string> tokens)
    {
        string all = string.Concat(tokens);
        tokens.Clear();
        tokens.Add(all);
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
    }
}
