using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>
/// The normaliser of a SentencePiece model (Kudo and Richardson 2018), carried as a compiled character map. A grapheme of fewer than six bytes
/// is looked up as a whole, else its characters one by one; that is what huggingface's tokenizers do, and what the models were tuned with.
/// </summary>
internal sealed record PrecompiledNormalizer(string Charsmap, CharacterMap Map) : Normalizer
{
    public const string Name = "Precompiled";

    private const int LongestGrapheme = 5;

    /// <summary>Below it no character joins the one before it: each is a grapheme of its own, but for a line feed after a carriage return.</summary>
    private const int FirstJoining = 0x300;

    private readonly bool[] _unmapped = FindUnmapped(Map);

    public override string Type => Name;

    internal static PrecompiledNormalizer Read(ComponentElement element)
    {
        string text = element.String("precompiled_charsmap");
        byte[] blob = new byte[text.Length / 4 * 3 + 3];
        if (!Convert.TryFromBase64String(text, blob, out int length))
            throw element.Fault("precompiled_charsmap", "is not base64.");
        CharacterMap? map = CharacterMap.TryParse(blob.AsSpan(0, length), out string reason);
        return new(text, map ?? throw element.Fault("precompiled_charsmap", reason));
    }

    internal override void Normalize(NormalizedText text)
    {
        bool modified = false;
        ReadOnlySpan<char> all = text.Text;
        text.BeginChanges();
        for (int i = 0; i < all.Length;)
        {
            char unit = all[i];
            bool alone = unit < FirstJoining && unit != '\r' && (i + 1 == all.Length || all[i + 1] < FirstJoining);
            if (alone && _unmapped[unit])
            {
                text.Push(new Rune(unit), 0);
                i++;
                continue;
            }

            int length = alone ? 1 : StringInfo.GetNextTextElementLength(all[i..]);
            modified |= NormalizeGrapheme(text, all.Slice(i, length));
            i += length;
        }

        if (modified)
            text.ApplyChanges();
    }

    internal override void WriteProperties(Utf8JsonWriter writer) => writer.WriteString("precompiled_charsmap", Charsmap);

    private static bool[] FindUnmapped(CharacterMap map)
    {
        var unmapped = new bool[FirstJoining];
        Span<byte> bytes = stackalloc byte[4];
        for (int code = 0; code < unmapped.Length; code++)
            unmapped[code] = !map.TryMap(bytes[..new Rune(code).EncodeToUtf8(bytes)], out _);
        return unmapped;
    }

    private bool NormalizeGrapheme(NormalizedText text, ReadOnlySpan<char> grapheme)
    {
        Span<byte> bytes = stackalloc byte[LongestGrapheme];
        if (grapheme.Length <= LongestGrapheme && Encoding.UTF8.TryGetBytes(grapheme, bytes, out int length)
            && Map.TryMap(bytes[..length], out ReadOnlySpan<byte> replacement))
        {
            Replace(text, grapheme, replacement);
            return true;
        }

        bool modified = false;
        while (!grapheme.IsEmpty)
        {
            Rune.DecodeFromUtf16(grapheme, out Rune rune, out int width);
            length = rune.EncodeToUtf8(bytes);
            if (Map.TryMap(bytes[..length], out replacement))
            {
                Replace(text, grapheme[..width], replacement);
                modified = true;
            }
            else
            {
                text.Push(rune, 0);
            }

            grapheme = grapheme[width..];
        }

        return modified;
    }

    private static void Replace(NormalizedText text, ReadOnlySpan<char> old, ReadOnlySpan<byte> replacement)
    {
        int oldCount = 0;
        foreach (Rune _ in old.EnumerateRunes())
            oldCount++;
        int newCount = 0;
        while (!replacement.IsEmpty)
        {
            Rune.DecodeFromUtf8(replacement, out Rune rune, out int width);
            text.Push(rune, newCount++ < oldCount ? 0 : 1);
            replacement = replacement[width..];
        }

        // What goes away hangs on the character before it; at the very beginning there is none, and the reference forgets it too.
        if (newCount < oldCount && text.ChangeCount > 0)
            text.Changes[^1].Change -= oldCount - newCount;
    }
}
