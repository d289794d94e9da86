using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>What pre-tokenizer and decoder of the metaspace kind share: SentencePiece's visible blank.</summary>
/// <param name="Replacement">Stands for a blank.</param>
/// <param name="PrependScheme">Where one is put before a text: "always", "first" (at the very beginning of the original text) or "never".</param>
/// <param name="Split">Whether the text is split before each.</param>
internal sealed record MetaspaceOptions(Rune Replacement, string PrependScheme, bool Split)
{
    public const string Always = "always";
    public const string First = "first";
    public const string Never = "never";

    public static MetaspaceOptions Read(ComponentElement element)
    {
        string scheme = element.String("prepend_scheme", Always);
        if (scheme is not (Always or First or Never))
            throw element.Fault("prepend_scheme", $"is '{scheme}'; {Always}, {First} and {Never} are known.");

        // The older spelling of "never"; "true" said nothing that the scheme does not say.
        if (element.OptionalBool("add_prefix_space") == false)
        {
            if (element.Has("prepend_scheme") && scheme != Never)
                throw element.Fault("add_prefix_space", $"is false, but prepend_scheme is '{scheme}'.");
            scheme = Never;
        }

        // Written by old versions beside the replacement, and always equal to it.
        element.String("str_rep", "");
        return new(element.Character("replacement"), scheme, element.Bool("split", true));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("replacement", Replacement.ToString());
        writer.WriteString("prepend_scheme", PrependScheme);
        writer.WriteBoolean("split", Split);
    }
}
