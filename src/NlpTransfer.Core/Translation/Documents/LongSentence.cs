using System.Globalization;

namespace NlpTransfer;

/// <summary>Cuts a sentence that is too long for a model where it hurts least: after a clause, else between words, else between characters.</summary>
internal static class LongSentence
{
    private const string Clauses = ",;:–—،؛、，；：፣፤";

    /// <summary>The places at which the parts after the first begin.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="options">How long a part may be.</param>
    /// <param name="isFree">Whether a place lies outside whatever must not be cut.</param>
    public static List<int> Starts(string sentence, DocumentTranslationOptions options, Func<int, bool> isFree)
    {
        Func<string, int> measure = options.Measure ?? (text => text.Length);
        var starts = new List<int>();
        int begin = 0;
        while (Fitting(sentence, begin, options.MaximumLength, measure) is var most && most < sentence.Length)
        {
            int cut = Cut(sentence, begin, most, isFree);
            if (cut < 0)
                break;
            starts.Add(cut);
            begin = cut;
        }

        return starts;
    }

    /// <summary>How far a part that begins here may go: the longest prefix that fits, at least one character. Found by doubling, then halving: measuring the whole rest for each part would never end.</summary>
    private static int Fitting(string sentence, int begin, int length, Func<string, int> measure)
    {
        int fits = Math.Min(begin + 1, sentence.Length), exceeds;
        for (long step = length; ; step *= 2)
        {
            exceeds = (int)Math.Min(begin + step, sentence.Length);
            if (measure(sentence[begin..exceeds]) > length)
                break;
            if (exceeds == sentence.Length)
                return exceeds;
            fits = exceeds;
        }

        while (exceeds - fits > 1)
        {
            int middle = fits + ((exceeds - fits) / 2);
            if (measure(sentence[begin..middle]) <= length)
                fits = middle;
            else
                exceeds = middle;
        }

        return fits;
    }

    /// <summary>The best place to cut in the later half of what fits; where a placeholder fills it, the first place behind. -1 where there is none.</summary>
    private static int Cut(string sentence, int begin, int most, Func<int, bool> isFree)
    {
        int least = begin + ((most - begin) / 2);
        (int clause, int word, int character) = (-1, -1, -1);
        for (int at = Math.Max(least, begin + 1); at <= most; at++)
        {
            if (!isFree(at) || char.IsLowSurrogate(sentence[at]) || CharUnicodeInfo.GetUnicodeCategory(sentence[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                continue;
            character = at;
            if (char.IsWhiteSpace(sentence[at]))
                continue;
            int before = at - 1;
            while (before > begin && char.IsWhiteSpace(sentence[before]))
                before--;
            bool spaced = before < at - 1;
            if (spaced)
                word = at;
            if (Clauses.Contains(sentence[before], StringComparison.Ordinal) && (spaced || sentence[before] > '\u3000'))
                clause = at;
        }

        int best = clause >= 0 ? clause : word >= 0 ? word : character;
        for (int at = most + 1; best < 0 && at < sentence.Length; at++)
        {
            if (isFree(at))
                best = at;
        }

        return best;
    }
}
