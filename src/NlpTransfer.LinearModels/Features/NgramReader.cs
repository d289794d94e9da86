using System.Text;

namespace NlpTransfer.LinearModels;

/// <summary>
/// Cuts a text into its n-grams, as UTF-8 bytes, so that comparing bytes orders them by code point. Holds the buffers of one reader: not for
/// several threads at once.
/// </summary>
internal sealed class NgramReader(NgramOptions options)
{
    private readonly List<int> _ids = [];
    private byte[] _word = new byte[256];
    private int[] _starts = new int[64];

    /// <summary>The ids of a text's n-grams in ascending order, each as often as it occurs; valid until the next call.</summary>
    /// <param name="text">The text as written; it is prepared here.</param>
    /// <param name="table">Where the ids come from.</param>
    /// <param name="add">Whether unknown n-grams are added to the table, or passed over.</param>
    public ReadOnlySpan<int> Read(string text, NgramTable table, bool add)
    {
        _ids.Clear();
        bool characters = options.Kind == NgramKind.CharactersInWords;
        int bytes = 0, runes = 0;
        foreach (Rune rune in options.Prepare(text).EnumerateRunes())
        {
            if (LetterText.IsSpace(rune) || (!characters && IsStop(rune)))
            {
                Flush(table, add, bytes, runes);
                bytes = runes = 0;
                continue;
            }

            if (bytes == 0 && characters)
                Append(new Rune(' '), ref bytes, ref runes);
            Append(rune, ref bytes, ref runes);
        }

        Flush(table, add, bytes, runes);
        _ids.Sort();
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ids);
    }

    private static bool IsStop(Rune rune) => rune.Value is '.' or ',' or ';' or ':' or '!' or '?' or '"' or '(' or ')';

    private void Append(Rune rune, ref int bytes, ref int runes)
    {
        if (bytes + 8 > _word.Length)
            Array.Resize(ref _word, _word.Length * 2);
        if (runes + 4 > _starts.Length)
            Array.Resize(ref _starts, _starts.Length * 2);
        _starts[runes++] = bytes;
        bytes += rune.EncodeToUtf8(_word.AsSpan(bytes));
    }

    private void Flush(NgramTable table, bool add, int bytes, int runes)
    {
        if (bytes == 0)
            return;
        if (options.Kind == NgramKind.Words)
        {
            Emit(_word.AsSpan(0, bytes), table, add);
            return;
        }

        Append(new Rune(' '), ref bytes, ref runes);
        _starts[runes] = bytes;
        for (int length = options.Shortest; length <= options.Longest; length++)
        {
            // A word that is not longer than the run is taken whole, once.
            if (runes <= length)
            {
                Emit(_word.AsSpan(0, bytes), table, add);
                break;
            }

            for (int start = 0; start + length <= runes; start++)
                Emit(_word.AsSpan(_starts[start], _starts[start + length] - _starts[start]), table, add);
        }
    }

    private void Emit(ReadOnlySpan<byte> ngram, NgramTable table, bool add)
    {
        int id = add ? table.GetOrAdd(ngram) : table.Find(ngram);
        if (id >= 0)
            _ids.Add(id);
    }
}
