using System.Text;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>What a tokenizer makes of a text: how often each piece occurs, and the sums that fertility and unknown rate come from.</summary>
internal sealed class PieceCounts
{
    private const int Batch = 4096;

    private PieceCounts(int size) => Counts = new long[size];

    /// <summary>Occurrences by id.</summary>
    public long[] Counts { get; }

    /// <summary>Stretches between white space.</summary>
    public long Words { get; private set; }

    /// <summary>All tokens, special ones aside.</summary>
    public long Tokens { get; private set; }

    /// <summary>Tokens that stand for what the vocabulary can't express.</summary>
    public long Unknown { get; private set; }

    /// <summary>Letters by script, in the order of <see cref="Script.All"/>; the last is for all others.</summary>
    public long[] Letters { get; } = new long[Script.All.Count + 1];

    /// <summary>Counts one text, a batch of rows at a time on all processors.</summary>
    public static async Task<PieceCounts> OfAsync(TextTokenizer tokenizer, IAsyncEnumerable<string> texts, bool countLetters, CancellationToken cancellation)
    {
        var counts = new PieceCounts(tokenizer.VocabularySize);
        int unknown = tokenizer.SpecialTokens.Unknown ?? tokenizer.Definition.Model.UnknownId ?? -1;
        await foreach (string[] batch in texts.Chunk(Batch).WithCancellation(cancellation).ConfigureAwait(false))
        {
            foreach (TokenEncoding encoding in tokenizer.EncodeBatch(batch, addSpecialTokens: false, cancellation))
                counts.Add(encoding.Ids, unknown);
            foreach (string text in batch)
                counts.Add(text, countLetters);
        }

        return counts;
    }

    private void Add(int[] ids, int unknown)
    {
        Tokens += ids.Length;
        foreach (int id in ids)
        {
            Counts[id]++;
            if (id == unknown)
                Unknown++;
        }
    }

    private void Add(string text, bool countLetters)
    {
        bool inWord = false;
        foreach (char unit in text)
        {
            bool blank = char.IsWhiteSpace(unit);
            if (!blank && !inWord)
                Words++;
            inWord = !blank;
        }

        if (!countLetters)
            return;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
                Letters[Script.IndexOf(rune)]++;
        }
    }
}
