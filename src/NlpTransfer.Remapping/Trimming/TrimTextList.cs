using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>Reads a table of texts, for when there are many and they have licences.</summary>
public static class TrimTextList
{
    private static readonly string[] Known = ["path", "language", "column", "weight", "name", "licence", "credit"];

    /// <summary>Reads the table.</summary>
    /// <param name="file">
    /// A TSV file with a header: <c>path</c> (relative to the table's folder), and where they are wanted <c>language</c>, <c>column</c>, <c>weight</c>,
    /// <c>name</c>, <c>licence</c>, <c>credit</c>. Lines that begin with # and empty lines are skipped.
    /// </param>
    /// <exception cref="BadDataException">The file is missing or has no rows, a column is unknown, a weight is no number, or a row has another number of cells; the message says where.</exception>
    public static IReadOnlyList<TrimText> Read(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        if (!File.Exists(file))
            throw new BadDataException($"{file}: there is no such file; expected a table of texts with the columns {string.Join(", ", Known)}.");
        string folder = Path.GetDirectoryName(file) ?? "";
        string[]? header = null;
        var texts = new List<TrimText>();
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
                continue;
            string[] cells = line.Split('\t');
            if (header is null)
            {
                header = CheckHeader(cells, $"{file}:{number}");
                continue;
            }

            if (cells.Length != header.Length)
                throw new BadDataException($"{file}:{number}: the row has {cells.Length} cells and the header {header.Length}; mend the row.");
            texts.Add(Text(header, cells, folder, $"{file}:{number}"));
        }

        return texts.Count > 0 ? texts : throw new BadDataException($"{file}: the table names no text; expected a header with {string.Join(", ", Known)}, and a row a text.");
    }

    private static string[] CheckHeader(string[] cells, string where)
    {
        if (cells.FirstOrDefault(cell => !Known.Contains(cell)) is { } unknown)
            throw new BadDataException($"{where}: the column '{unknown}' is not known; the columns are {string.Join(", ", Known)}.");
        return cells.Contains("path") ? cells : throw new BadDataException($"{where}: there is no column 'path'; the columns are {string.Join(", ", Known)}.");
    }

    private static TrimText Text(string[] header, string[] cells, string folder, string where)
    {
        string? Cell(string name) => Array.IndexOf(header, name) is >= 0 and int at && cells[at].Length > 0 ? cells[at] : null;
        double weight = 1;
        if (Cell("weight") is { } written && !(double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out weight) && weight > 0 && double.IsFinite(weight)))
            throw new BadDataException($"{where}: the weight is '{written}' where a number above 0 was expected; correct it.");
        return new TrimText(Path.Combine(folder, Cell("path") ?? ""))
        {
            Language = Cell("language"),
            Column = Cell("column"),
            Weight = weight,
            Name = Cell("name"),
            Licence = Cell("licence"),
            Credit = Cell("credit"),
        };
    }
}
