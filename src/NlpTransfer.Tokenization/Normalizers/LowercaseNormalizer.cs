using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Lower case, character by character, as Unicode's unconditional mappings have it.</summary>
internal sealed record LowercaseNormalizer : Normalizer
{
    public const string Name = "Lowercase";

    public override string Type => Name;

    internal override void Normalize(NormalizedText text) => text.Rewrite(Lower);

    /// <summary>Capital I with a dot is the one letter whose lower case has two code points.</summary>
    internal static void Lower(Rune rune, RuneWriter writer)
    {
        if (rune.Value == 0x130)
        {
            writer.Write('i');
            writer.Write('\u0307');
            return;
        }

        writer.Write(Rune.ToLowerInvariant(rune));
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
    }
}
