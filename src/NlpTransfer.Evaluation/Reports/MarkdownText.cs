using System.Text;

namespace NlpTransfer.Evaluation;

/// <summary>Builds Markdown: headings, paragraphs and tables whose cells hold any text.</summary>
internal sealed class MarkdownText : IReportWriter
{
    private readonly StringBuilder _text = new();
    private readonly int _level;

    /// <summary>Begins with a title; a report inside another document has a lower one.</summary>
    public MarkdownText(string title, int level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 5);
        _level = level;
        Block($"{new string('#', level)} {Escape(title)}");
    }

    public void Heading(string text) => Block($"{new string('#', _level + 1)} {Escape(text)}");

    public void Paragraph(string text, string? kind = null) => Block(Escape(text));

    public void List(IEnumerable<string> items) => Block(string.Join('\n', items.Select(item => "- " + Escape(item))));

    public void Table(ReportTable table)
    {
        string rule = "|" + string.Concat(Enumerable.Range(0, table.Header.Count).Select(c => table.HoldsFigures(c) ? "---:|" : "---|"));
        Block(string.Join('\n', [Row(table.Header), rule, .. table.Rows.Select(Row)]));
    }

    public void Figure(Func<string> svg, string caption, ReportTable? instead = null)
    {
        if (instead is not null)
            Table(instead);
    }

    public override string ToString() => _text.ToString();

    /// <summary>Text of which Markdown, and HTML within it, reads nothing as its own.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i], next = i + 1 < text.Length ? text[i + 1] : ' ';
            if (c is '\n' or '\r' or '\t')
                escaped.Append(' ');
            else if (c is '|' or '*' or '_' or '`' or '\\' || (c is ']' && next is '(' or '[' or ':') || (c is '<' && next is not ' ') || (c is '&' && next is not ' '))
                escaped.Append('\\').Append(c);
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Escape))} |";

    private void Block(string text)
    {
        if (_text.Length > 0)
            _text.Append('\n');
        _text.Append(text).Append('\n');
    }
}
