using System.Globalization;

namespace NlpTransfer;

/// <summary>
/// Finds where sentences of one line begin. Full stops of scripts that write no space after them (Chinese, Japanese) and of those that share no sign with Latin (Devanagari, Arabic, Ethiopic,
/// Khmer, Burmese, Armenian, Tibetan) always end one; a Latin full stop does where a space and no small letter follows and no abbreviation, initial or list number stands before it.
/// </summary>
internal static class SentenceSplitter
{
    private const string Sure = "。！？｡।॥؟۔።፧፨។៕။։།";
    private const string Closing = "\"'”’»)]}」』）】›";

    private static readonly HashSet<string> Abbreviations = new(
        ("mr mrs ms dr prof st sr jr vs etc e.g i.e cf no nos fig figs p pp vol ed eds approx inc ltd co corp dept est gen gov hon rev sgt capt col lt u.s u.k a.m p.m ph.d " +
        "z.b d.h bzw usw nr str ca evtl ggf u.a vgl hr fr bd abb m mme mlle av env ex sra srta dña d dª ud uds p.ej núm pág págs art cap tel av.da sig dott ecc sr.a " +
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun т.е т.д т.п г см др").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The places in a line, after its beginning, at which a sentence begins; white space before it belongs to the one before.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isFree">Whether a place lies outside whatever must not be cut.</param>
    public static List<int> Starts(string line, Func<int, bool> isFree)
    {
        var starts = new List<int>();
        int begin = 0;
        for (int i = 0; i < line.Length; i++)
        {
            bool sure = Sure.Contains(line[i], StringComparison.Ordinal);
            if ((!sure && line[i] is not ('.' or '!' or '?' or '…')) || !isFree(i))
                continue;
            int end = i + 1;
            while (end < line.Length && (IsEnd(line[end]) || Closing.Contains(line[end], StringComparison.Ordinal)))
                end++;
            int next = end;
            while (next < line.Length && char.IsWhiteSpace(line[next]))
                next++;
            if (next < line.Length && isFree(next) && (sure || (next > end && Ends(line, begin, i, next))))
            {
                starts.Add(next);
                begin = next;
            }

            i = end - 1;
        }

        return starts;
    }

    private static bool IsEnd(char c) => c is '.' or '!' or '?' or '…' || Sure.Contains(c, StringComparison.Ordinal);

    private static bool Ends(string line, int begin, int stop, int next)
    {
        if (char.IsLower(line[next]) || CharUnicodeInfo.GetUnicodeCategory(line, next) == UnicodeCategory.OtherPunctuation && line[next] is ',' or ';' or ':')
            return false;
        if (line[stop] != '.')
            return true;
        int from = stop;
        while (from > begin && !char.IsWhiteSpace(line[from - 1]) && line[from - 1] is not ('(' or '[' or '"' or '“' or '«'))
            from--;
        string word = line[from..stop];
        if (word.Length == 0)
            return true;
        bool initial = word.Length == 1 && char.IsUpper(word[0]);
        bool listed = string.IsNullOrWhiteSpace(line[begin..from]) && word.All(char.IsAsciiDigit);
        return !initial && !listed && !Abbreviations.Contains(word.ToLowerInvariant());
    }
}
