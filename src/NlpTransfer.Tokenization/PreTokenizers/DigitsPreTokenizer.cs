using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Splits numbers off, each digit alone or a number as a whole.</summary>
internal sealed record DigitsPreTokenizer(bool IndividualDigits) : PreTokenizer
{
    public const string Name = "Digits";

    public override string Type => Name;

    internal static DigitsPreTokenizer Read(ComponentElement element) => new(element.Bool("individual_digits", false));

    internal override void Split(PreTokenizedText text) =>
        text.Split(RuneClass.IsNumeric, IndividualDigits ? SplitBehavior.Isolated : SplitBehavior.Contiguous);

    internal override void WriteProperties(Utf8JsonWriter writer) => writer.WriteBoolean("individual_digits", IndividualDigits);
}
