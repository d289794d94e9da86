namespace NlpTransfer.Evaluation;

/// <summary>What a report is made of, whatever it is written as.</summary>
internal interface IReportWriter
{
    void Heading(string text);

    /// <summary>A paragraph; <paramref name="kind"/> marks it as <c>summary</c> or <c>alert</c> where the format can.</summary>
    void Paragraph(string text, string? kind = null);

    void List(IEnumerable<string> items);

    /// <summary>A table without a heading.</summary>
    void Table(ReportTable table);

    /// <summary>A picture; formats without pictures show the table instead, or nothing where there is none.</summary>
    void Figure(Func<string> svg, string caption, ReportTable? instead = null);
}
