namespace NlpTransfer.Corpora.Tests;

public sealed class TsvFormatTests() : CorpusFormatContract(new TsvFormat())
{
    protected override (CorpusRow[], long[]) Lines => ([new("a\nb") { Id = "1" }, new("c") { Id = "2" }, new("d") { Id = "3" }], [2, 4, 5]);

    protected override bool MayRefuse(CorpusRow row) =>
        new[] { row.Text, row.Label, row.Language, row.Split, row.Group, row.Id }.Concat(row.Other.Select(o => o.Value)).Any(v => v?.AsSpan().IndexOfAny('\n', '\r', '\t') >= 0);
}
