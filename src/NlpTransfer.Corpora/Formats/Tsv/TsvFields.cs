using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>
/// The two ways to read one line of a TSV file. Between tabs: each stretch between tabs is a field, and quotation marks are letters like any other.
/// Quoted: a field that begins with a quotation mark runs to the mark that a tab or the end follows, so that it may hold tabs.
/// </summary>
internal static class TsvFields
{
    public const int Open = -1;
    public const int Broken = -2;

    /// <summary>Copies the content of a quoted field.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">The place after the opening mark.</param>
    /// <param name="into">Receives the content, doubled marks as one.</param>
    /// <returns>The place after the closing mark; <see cref="Open"/> where the line ends before one; <see cref="Broken"/> where a mark is followed by something else.</returns>
    public static int ScanQuoted(string line, int at, StringBuilder into)
    {
        while (true)
        {
            int mark = line.IndexOf('"', at);
            if (mark < 0)
            {
                into.Append(line, at, line.Length - at);
                return Open;
            }

            into.Append(line, at, mark - at);
            if (Ends(line, mark + 1))
                return mark + 1;
            if (line[mark + 1] != '"')
                return Broken;
            into.Append('"');
            at = mark + 2;
        }
    }

    /// <summary>Whether a field ends here: at a tab, at the end, or at the CR of a CR LF.</summary>
    public static bool Ends(string line, int at) => at == line.Length || line[at] == '\t' || AtEnd(line, at);

    /// <summary>Whether the row ends here.</summary>
    public static bool AtEnd(string line, int at) => at == line.Length || (at == line.Length - 1 && line[at] == '\r');

    /// <summary>Reads a line between tabs.</summary>
    /// <param name="line">The line.</param>
    /// <param name="unquote">Whether fields that are wholly and correctly quoted lose their quotation marks.</param>
    /// <param name="open">Whether a field began with a mark that nothing closes.</param>
    public static List<string> BetweenTabs(string line, bool unquote, out bool open)
    {
        open = false;
        List<string> cells = [];
        string content = line.EndsWith('\r') ? line[..^1] : line;
        var unquoted = new StringBuilder();
        foreach (string cell in content.Split('\t'))
        {
            unquoted.Clear();
            int end = cell.StartsWith('"') ? ScanQuoted(cell, 1, unquoted) : Broken;
            open |= end == Open;
            cells.Add(unquote && end == cell.Length ? unquoted.ToString() : cell);
        }

        return cells;
    }
}
