using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace NlpTransfer.Evaluation;

/// <summary>
/// Builds one HTML file that needs nothing beside it. All text is escaped; every paragraph and cell finds its own direction, so that right-to-left scripts read as they should.
/// </summary>
internal sealed class HtmlPage : IReportWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style = """
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, "Noto Sans", "Noto Naskh Arabic", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
        .summary { font-size: 1.1rem; border-inline-start: 4px solid #3b7dd8; padding: .3rem .8rem; }
        .alert { border-inline-start: 4px solid #d8633b; padding: .3rem .8rem; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { text-align: start; padding: .25rem .7rem; border-bottom: 1px solid #8884; }
        .figures { text-align: end; white-space: nowrap; }
        .helps { color: #2a9d5c; font-weight: 600; } .hurts { color: #d8633b; font-weight: 600; }
        figure { margin: 1rem 0; } figcaption { opacity: .75; } svg { max-width: 100%; height: auto; }
        """;

    private readonly StringBuilder _body = new();
    private readonly string _title;
    private int _figures;

    public HtmlPage(string title)
    {
        _title = title;
        _body.Append("<h1 dir=\"auto\">").Append(Escape(title)).Append("</h1>\n");
    }

    public void Heading(string text) => Element("h2", null, text);

    public void Paragraph(string text, string? kind = null) => Element("p", kind, text);

    public void List(IEnumerable<string> items)
    {
        _body.Append("<ul>\n");
        foreach (string item in items)
            Element("li", null, item);
        _body.Append("</ul>\n");
    }

    public void Table(ReportTable table)
    {
        bool[] figures = [.. Enumerable.Range(0, table.Header.Count).Select(table.HoldsFigures)];
        _body.Append("<div class=\"wide\"><table>\n<thead>");
        Row("th", table.Header, figures);
        _body.Append("</thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
            Row("td", row, figures);
        _body.Append("</tbody></table></div>\n");
    }

    public void Figure(Func<string> svg, string caption, ReportTable? instead = null)
    {
        // All pictures of a page share one space of names; each numbers its own from 1.
        string prefix = string.Create(CultureInfo.InvariantCulture, $"figure{++_figures}-");
        string unique = svg().Replace("id=\"", "id=\"" + prefix, StringComparison.Ordinal).Replace("url(#", "url(#" + prefix, StringComparison.Ordinal);
        _body.Append("<figure>\n").Append(unique).Append("\n<figcaption dir=\"auto\">").Append(Escape(caption)).Append("</figcaption>\n</figure>\n");
    }

    public override string ToString() =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(_title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        {_body}</body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Escape(string text) => Encoder.Encode(text);

    private void Element(string name, string? kind, string text)
    {
        _body.Append('<').Append(name);
        if (kind is not null)
            _body.Append(" class=\"").Append(kind).Append('"');
        _body.Append(" dir=\"auto\">").Append(Escape(text)).Append("</").Append(name).Append(">\n");
    }

    private void Row(string cell, IReadOnlyList<string> texts, bool[] figures)
    {
        _body.Append("<tr>");
        for (int i = 0; i < texts.Count; i++)
        {
            string? kind = figures[i] ? "figures" : cell == "td" && texts[i] is "helps" or "hurts" ? texts[i] : null;
            _body.Append('<').Append(cell).Append(kind is null ? "" : $" class=\"{kind}\"").Append(" dir=\"auto\">").Append(Escape(texts[i])).Append("</").Append(cell).Append('>');
        }

        _body.Append("</tr>\n");
    }
}
