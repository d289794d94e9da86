using System.Text;

namespace NlpTransfer.Evaluation;

/// <summary>Builds Markdown: headings, paragraphs and tables whose cells hold any text.</summary>
internal sealed class MarkdownText : IReportWriter
{
    private readonly StringBuilder _text = new();

    public MarkdownText(string title) => Block("# " + Escape(title));

    public void Heading(string text) => Block("## " + Escape(text));

    public void Paragraph(string text, string? kind = null) => Block(Escape(text));

    public void List(IEnumerable<string> items) => Block(string.Join('\n', items.Select(item => "- " + Escape(item))));

    public void Table(ReportTable table)
    {
        string rule = "|---|" + string.Concat(Enumerable.Repeat(table.Numbers ? "---:|" : "---|", table.Header.Count - 1));
        Block(string.Join('\n', [Row(table.Header), rule, .. table.Rows.Select(Row)]));
    }

    public void Figure(Func<string> svg, string caption, ReportTable? instead = null)
    {
        if (instead is not null)
            Table(instead);
    }

    public override string ToString() => _text.ToString();

    /// <summary>Text that Markdown, and HTML within it, would read as its own.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '\n' or '\r' or '\t')
                escaped.Append(' ');
            else if (c is '<')
                escaped.Append("&lt;");
            else if (c is '&')
                escaped.Append("&amp;");
            else if (c is '|' or '*' or '_' or '`' or '\\')
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
