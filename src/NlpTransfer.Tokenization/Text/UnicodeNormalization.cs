using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// NFC, NFD, NFKC and NFKD (Unicode Standard Annex 15) that keep the way back to the original text.
/// The tables are Core's.
/// </summary>
internal static class UnicodeNormalization
{
    public static void Apply(NormalizedText text, bool compatibility, bool compose)
    {
        if (IsAscii(text.Text))
            return;
        NormalizationTable table = NormalizationTable.Instance;
        text.BeginChanges();
        int pending = 0;
        for (int i = 0; i < text.Length;)
        {
            Rune rune = text.RuneAt(i);
            i += rune.Utf16SequenceLength;
            ReadOnlySpan<Rune> whole = table.Decompose(rune, compatibility);
            if (whole.IsEmpty)
            {
                if (!TryDecomposeHangul(text, rune, ref pending))
                    PushOrdered(text, table, rune, 0, ref pending);
                continue;
            }

            for (int k = 0; k < whole.Length; k++)
                PushOrdered(text, table, whole[k], k == 0 ? 0 : 1, ref pending);
        }

        Order(text.Changes[pending..], table);
        if (compose)
            Compose(text, table);
        text.ApplyChanges();
    }

    private static bool IsAscii(ReadOnlySpan<char> text) => System.Text.Ascii.IsValid(text);

    private static void PushOrdered(NormalizedText text, NormalizationTable table, Rune rune, int change, ref int pending)
    {
        if (table.CombiningClass(rune) == 0)
        {
            Order(text.Changes[pending..], table);
            text.Push(rune, change);
            pending = text.ChangeCount;
            return;
        }

        text.Push(rune, change);
    }

    private static bool TryDecomposeHangul(NormalizedText text, Rune rune, ref int pending)
    {
        int index = rune.Value - 0xAC00;
        if (index is < 0 or >= 11172)
            return false;
        text.Push(new Rune(0x1100 + index / 588), 0);
        text.Push(new Rune(0x1161 + index % 588 / 28), 1);
        if (index % 28 != 0)
            text.Push(new Rune(0x11A7 + index % 28), 1);
        pending = text.ChangeCount;
        return true;
    }

    /// <summary>A stable insertion sort by combining class; runs of marks are short.</summary>
    private static void Order(Span<(Rune Rune, int Change)> marks, NormalizationTable table)
    {
        if (marks.Length < 2)
            return;
        if (marks.Length > 32)
        {
            (Rune, int)[] sorted = [.. marks.ToArray().OrderBy(mark => table.CombiningClass(mark.Rune))];
            sorted.CopyTo(marks);
            return;
        }

        for (int i = 1; i < marks.Length; i++)
        {
            (Rune Rune, int Change) mark = marks[i];
            int place = i;
            while (place > 0 && table.CombiningClass(marks[place - 1].Rune) > table.CombiningClass(mark.Rune))
            {
                marks[place] = marks[place - 1];
                place--;
            }

            marks[place] = mark;
        }
    }

    private static void Compose(NormalizedText text, NormalizationTable table)
    {
        Span<(Rune Rune, int Change)> changes = text.Changes;
        int count = 0;
        int starter = -1;
        int lastClass = -1;
        foreach ((Rune Rune, int Change) change in changes)
        {
            int combiningClass = table.CombiningClass(change.Rune);
            bool blocked = lastClass >= combiningClass;
            if (starter >= 0 && !blocked && table.TryCompose(changes[starter].Rune, change.Rune, out Rune composite))
            {
                changes[starter] = (composite, changes[starter].Change + change.Change - 1);
                continue;
            }

            if (combiningClass == 0)
            {
                starter = count;
                lastClass = -1;
            }
            else
            {
                lastClass = combiningClass;
            }

            changes[count++] = change;
        }

        text.TruncateChanges(count);
    }
}
