using System.Text;
using CsvHelper;

namespace NlpTransfer.Corpora;

/// <summary>Takes one CSV record apart.</summary>
internal sealed class CsvRecord(char separator)
{
    private readonly CsvReaderOptions _options = new()
    {
        Separator = separator,
        HasHeader = false,
        SkipEmptyLines = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>The separator that a header line shows.</summary>
    public static char Separator(string header) => !header.Contains(',') && header.Contains(';') ? ';' : ',';

    /// <summary>The fields of a record.</summary>
    /// <param name="record">The record without the line break at its end.</param>
    /// <returns>Null where quotation marks stand wrongly, or a CR stands outside them.</returns>
    public string[]? Split(string record)
    {
        // A reader for each record, so that a broken one can't swallow what follows.
        using var reader = CsvHelper.CsvReader.Create(Encoding.UTF8.GetBytes(record), _options);
        try
        {
            if (!reader.Read())
                return [""];
            string[] cells = new string[reader.FieldCount];
            for (int i = 0; i < cells.Length; i++)
                cells[i] = reader.GetString(i);
            return reader.Read() ? null : cells;
        }
        catch (CsvFormatException)
        {
            return null;
        }
    }
}
