using CsCheck;

namespace NlpTransfer.Corpora.Tests;

internal static class RowGenerator
{
    /// <summary>One to six rows of awkward texts. All rows of a set have the further column or none has.</summary>
    public static Gen<CorpusRow[]> Rows(string alphabet, bool columns)
    {
        Gen<string> any = Gen.Int[0, alphabet.EnumerateRunes().Count() - 1].Select(i => alphabet.EnumerateRunes().ElementAt(i).ToString()).Array[0, 8].Select(string.Concat);
        Gen<string> text = any.Where(t => !string.IsNullOrWhiteSpace(t));
        Gen<string?> cell = any.Select(s => s.Length == 0 ? null : s);
        if (!columns)
            return text.Select(t => new CorpusRow(t)).Array[1, 6];
        Gen<CorpusRow> row = Gen.Select(text, cell, cell, cell, cell, cell).Select((t, label, language, split, group, id) =>
            new CorpusRow(t) { Label = label, Language = language, Split = split, Group = group, Id = id });
        return Gen.Select(row.Array[1, 6], any.Where(s => s.Length > 0), Gen.Bool).Select((rows, value, other) =>
            other ? [.. rows.Select(r => r with { Other = [KeyValuePair.Create("slots", value)] })] : rows);
    }
}
