using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>A TSV row read with quotation marks, fed line by line until its last quoted field closes.</summary>
internal sealed class QuotedTsvRow
{
    private readonly StringBuilder _field = new();

    /// <summary>The fields that are complete.</summary>
    public List<string> Cells { get; } = [];

    /// <summary>Whether the row goes on in the next line.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Takes the first line, or the next one while the row is open.</summary>
    /// <returns>False when a mark inside a field that went on from the line before is followed by something else: then it was no quoted field.</returns>
    public bool Feed(string line)
    {
        int at = 0;
        if (IsOpen)
        {
            _field.Append('\n');
            at = TsvFields.ScanQuoted(line, 0, _field);
            if (at == TsvFields.Broken)
                return false;
            if (at == TsvFields.Open)
                return true;
            Close();
            if (TsvFields.AtEnd(line, at))
                return true;
            at++;
        }

        while (true)
        {
            if (at < line.Length && line[at] == '"')
            {
                _field.Clear();
                int end = TsvFields.ScanQuoted(line, at + 1, _field);
                if (end == TsvFields.Open)
                {
                    IsOpen = true;
                    return true;
                }

                if (end != TsvFields.Broken)
                {
                    Close();
                    if (TsvFields.AtEnd(line, end))
                        return true;
                    at = end + 1;
                    continue;
                }
            }

            int tab = line.IndexOf('\t', at);
            if (tab < 0)
            {
                Cells.Add(line.EndsWith('\r') ? line[at..^1] : line[at..]);
                return true;
            }

            Cells.Add(line[at..tab]);
            at = tab + 1;
        }
    }

    private void Close()
    {
        Cells.Add(_field.ToString());
        _field.Clear();
        IsOpen = false;
    }
}
