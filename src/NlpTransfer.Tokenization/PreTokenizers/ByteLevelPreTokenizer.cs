using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Splits as GPT-2 does and writes each byte of a stretch's UTF-8 as a visible character.</summary>
internal sealed record ByteLevelPreTokenizer(ByteLevelOptions Options) : PreTokenizer
{
    public const string Name = ByteLevelOptions.Name;

    public override string Type => Name;

    internal static ByteLevelPreTokenizer Read(ComponentElement element) => new(ByteLevelOptions.Read(element));

    internal override void Split(PreTokenizedText text)
    {
        if (Options.AddPrefixSpace)
            text.RewriteEach(Prefix);
        if (Options.UseRegex)
            text.SplitEach(GptPattern.Find, SplitBehavior.Isolated);
        text.RewriteEach(WriteBytes);
    }

    internal override void WriteProperties(Utf8JsonWriter writer) => Options.Write(writer);

    private static void Prefix(TextBuffer source, TextSplit split, TextBuffer target)
    {
        if (source[split.Start] != ' ')
            target.Append(' ', source.StartAt(split.Start), source.EndAt(split.Start));
        target.Append(source, split.Start, split.Length);
    }

    private static void WriteBytes(TextBuffer source, TextSplit split, TextBuffer target)
    {
        Span<byte> bytes = stackalloc byte[4];
        ReadOnlySpan<char> text = source.Text;
        for (int i = split.Start, end = split.Start + split.Length; i < end;)
        {
            char unit = text[i];
            if (unit < 0x80)
            {
                target.Append(ByteAlphabet.ToChar((byte)unit), source.StartAt(i), source.EndAt(i));
                i++;
                continue;
            }

            Rune.DecodeFromUtf16(text[i..end], out Rune rune, out int width);
            int count = rune.EncodeToUtf8(bytes);
            for (int k = 0; k < count; k++)
                target.Append(ByteAlphabet.ToChar(bytes[k]), source.StartAt(i), source.EndAt(i));
            i += width;
        }
    }
}
