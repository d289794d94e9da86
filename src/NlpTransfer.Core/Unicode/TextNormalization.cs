using System.Text;

namespace NlpTransfer;

/// <summary>
/// The four normal forms of Unicode (Standard Annex 15), by the project's own tables (Unicode 14). The runtime's <see cref="string.Normalize()"/> gives back anything
/// but ASCII unchanged, without an error, where a program runs with invariant globalization, as ours do; and with a system's ICU its answer depends on the machine.
/// </summary>
public static class TextNormalization
{
    /// <summary>Brings a text into a normal form. Unpaired surrogates become U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <param name="form">NFC, NFD, NFKC or NFKD.</param>
    /// <returns>The text in that form; the same instance where it is ASCII.</returns>
    public static string Normalize(string text, NormalizationForm form)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
            return text;
        NormalizationTable table = NormalizationTable.Instance;
        bool compatibility = form is NormalizationForm.FormKC or NormalizationForm.FormKD;
        List<Rune> runes = Decompose(text, compatibility, table);
        if (form is NormalizationForm.FormC or NormalizationForm.FormKC)
            Compose(runes, table);
        var result = new StringBuilder(runes.Count + 8);
        foreach (Rune rune in runes)
            result.Append(rune);
        return result.ToString();
    }

    private static List<Rune> Decompose(string text, bool compatibility, NormalizationTable table)
    {
        List<Rune> runes = new(text.Length + 8);
        int marks = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            ReadOnlySpan<Rune> whole = table.Decompose(rune, compatibility);
            if (!whole.IsEmpty)
            {
                foreach (Rune part in whole)
                    Push(runes, part, ref marks, table);
            }
            else if (rune.Value - 0xAC00 is >= 0 and < 11172 and var syllable)
            {
                Push(runes, new Rune(0x1100 + (syllable / 588)), ref marks, table);
                Push(runes, new Rune(0x1161 + (syllable % 588 / 28)), ref marks, table);
                if (syllable % 28 != 0)
                    Push(runes, new Rune(0x11A7 + (syllable % 28)), ref marks, table);
            }
            else
            {
                Push(runes, rune, ref marks, table);
            }
        }

        Order(runes, marks, table);
        return runes;
    }

    // marks is where the run of marks after the last starter begins.
    private static void Push(List<Rune> runes, Rune rune, ref int marks, NormalizationTable table)
    {
        bool starter = table.CombiningClass(rune) == 0;
        if (starter)
            Order(runes, marks, table);
        runes.Add(rune);
        if (starter)
            marks = runes.Count;
    }

    private static void Order(List<Rune> runes, int from, NormalizationTable table)
    {
        if (runes.Count - from < 2)
            return;
        Rune[] sorted = [.. runes.Skip(from).OrderBy(r => table.CombiningClass(r))];
        runes.RemoveRange(from, sorted.Length);
        runes.AddRange(sorted);
    }

    private static void Compose(List<Rune> runes, NormalizationTable table)
    {
        int count = 0, starter = -1, last = -1;
        foreach (Rune rune in runes.ToArray())
        {
            int combining = table.CombiningClass(rune);
            if (starter >= 0 && last < combining && table.TryCompose(runes[starter], rune, out Rune composite))
            {
                runes[starter] = composite;
                continue;
            }

            if (combining == 0)
                starter = count;
            last = combining == 0 ? -1 : combining;
            runes[count++] = rune;
        }

        runes.RemoveRange(count, runes.Count - count);
    }
}
