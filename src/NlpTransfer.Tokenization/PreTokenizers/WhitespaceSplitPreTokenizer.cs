using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Splits at white space, which vanishes.</summary>
internal sealed record WhitespaceSplitPreTokenizer : PreTokenizer
{
    public const string Name = "WhitespaceSplit";

    public override string Type => Name;

    internal override void Split(PreTokenizedText text) => text.Split(RuneClass.IsWhiteSpace, SplitBehavior.Removed);

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
    }
}
