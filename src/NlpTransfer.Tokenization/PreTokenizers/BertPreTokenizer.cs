using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Splits at white space, which vanishes, and around each punctuation mark.</summary>
internal sealed record BertPreTokenizer : PreTokenizer
{
    public const string Name = "BertPreTokenizer";

    public override string Type => Name;

    internal override void Split(PreTokenizedText text)
    {
        text.Split(RuneClass.IsWhiteSpace, SplitBehavior.Removed);
        text.Split(RuneClass.IsPunctuation, SplitBehavior.Isolated);
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
    }
}
