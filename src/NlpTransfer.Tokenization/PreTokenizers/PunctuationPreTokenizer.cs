using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Splits at punctuation.</summary>
internal sealed record PunctuationPreTokenizer(SplitBehavior Behavior) : PreTokenizer
{
    public const string Name = "Punctuation";

    public override string Type => Name;

    internal static PunctuationPreTokenizer Read(ComponentElement element) => new(ReadBehavior(element));

    internal static SplitBehavior ReadBehavior(ComponentElement element)
    {
        string name = element.String("behavior", nameof(SplitBehavior.Isolated));
        return Enum.GetNames<SplitBehavior>().Contains(name)
            ? Enum.Parse<SplitBehavior>(name)
            : throw element.Fault("behavior", $"is '{name}'; {string.Join(", ", Enum.GetNames<SplitBehavior>())} are known.");
    }

    internal override void Split(PreTokenizedText text) => text.Split(RuneClass.IsPunctuation, Behavior);

    internal override void WriteProperties(Utf8JsonWriter writer) => writer.WriteString("behavior", Behavior.ToString());
}
