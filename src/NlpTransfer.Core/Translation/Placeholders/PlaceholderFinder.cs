using System.Text.RegularExpressions;

namespace NlpTransfer;

/// <summary>Finds what has to be kept in a text, from left to right and without overlaps.</summary>
internal sealed class PlaceholderFinder(PlaceholderProtectionOptions options)
{
    // Elements without content: their tag needs no closing one.
    private static readonly HashSet<string> Void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

    private readonly IReadOnlyList<Regex> _patterns = PlaceholderPatterns.Of(options);

    /// <summary>The placeholders of a text.</summary>
    public List<Placeholder> Find(string text)
    {
        var found = new List<Placeholder>();
        Match[] next = [.. _patterns.Select(pattern => pattern.Match(text))];
        int from = 0;
        while (true)
        {
            int best = -1;
            for (int i = 0; i < next.Length; i++)
            {
                while (next[i].Success && next[i].Index < from)
                    next[i] = _patterns[i].Match(text, Math.Max(from, next[i].Index + 1));
                if (next[i].Success && (best < 0 || next[i].Index < next[best].Index))
                    best = i;
            }

            if (best < 0)
                return found;
            found.Add(Create(next[best].Index, next[best].Value));
            from = found[^1].End;
        }
    }

    private static Placeholder Create(int start, string text)
    {
        bool closing = text.StartsWith("</", StringComparison.Ordinal);
        if (text.Length < 3 || text[0] != '<' || !char.IsAsciiLetter(text[closing ? 2 : 1]))
            return new Placeholder(start, text, TagKind.None, "");
        int begin = closing ? 2 : 1, end = begin;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is ':' or '.' or '-' or '_'))
            end++;
        string name = text[begin..end].ToLowerInvariant();
        bool alone = text.EndsWith("/>", StringComparison.Ordinal) || (Void.Contains(name) && !closing);
        return new Placeholder(start, text, alone ? TagKind.None : closing ? TagKind.Closing : TagKind.Opening, alone ? "" : name);
    }
}
