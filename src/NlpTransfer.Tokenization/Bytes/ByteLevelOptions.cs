using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>What the byte-level stages carry; each of them reads and writes all three, whichever it uses.</summary>
/// <param name="AddPrefixSpace">Whether a text that does not begin with a blank gets one.</param>
/// <param name="TrimOffsets">Whether blanks inside a token do not count into its offsets.</param>
/// <param name="UseRegex">Whether the text is split as GPT-2 does.</param>
internal sealed record ByteLevelOptions(bool AddPrefixSpace, bool TrimOffsets, bool UseRegex)
{
    public const string Name = "ByteLevel";

    public static ByteLevelOptions Read(ComponentElement element) =>
        new(element.Bool("add_prefix_space", true), element.Bool("trim_offsets", true), element.Bool("use_regex", true));

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("add_prefix_space", AddPrefixSpace);
        writer.WriteBoolean("trim_offsets", TrimOffsets);
        writer.WriteBoolean("use_regex", UseRegex);
    }
}
