using System.Globalization;
using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>What a reader does with a bad row of one file: throw with file and line, or count.</summary>
internal sealed class RowErrors(string file, CorpusReadOptions options, SkippedRows skipped)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string File => file;

    public RowPosition At(long line) => new(file, line);

    /// <summary>Throws, or counts the row when bad rows are skipped.</summary>
    /// <param name="reason">The kind of fault.</param>
    /// <param name="line">Where the row starts.</param>
    /// <param name="fault">What is wrong and what was expected, as the end of a sentence.</param>
    public void Reject(BadRowReason reason, long line, string fault)
    {
        if (!options.SkipBadRows)
        {
            string help = options.Segments ? "mend the row" : "mend the row, or leave bad rows out and have them counted (--skip-bad-rows)";
            throw new BadDataException($"{At(line)}: {fault}; {help}.");
        }

        skipped.Add(reason, At(line));
    }

    /// <summary>Counts an entry that is sound and holds nothing to be used, whether bad rows are skipped or not.</summary>
    public void LeaveOut(BadRowReason reason, long line) => skipped.Add(reason, At(line));

    public void RejectLength(long line) => Reject(BadRowReason.TooLong, line, string.Create(CultureInfo.InvariantCulture,
        $"the row is longer than the {options.MaximumRowLength:N0} bytes that are accepted (MaximumRowLength)"));

    /// <summary>The file without anything in it.</summary>
    public BadDataException Empty() => new($"{file}: the file is empty; expected a header line with column names and one row a line.");

    /// <summary>Whether a line can be part of a row; it has been rejected if not.</summary>
    public bool Accept(PhysicalLine line)
    {
        if (!line.TooLong)
            return Decode(line.Bytes, line.Number) is not null;
        RejectLength(line.Number);
        return false;
    }

    /// <summary>Refuses a broken header line, which can't be left out like a row, whatever the options say.</summary>
    public void RequireSound(PhysicalLine line) => new RowErrors(file, options with { SkipBadRows = false }, new SkippedRows()).Accept(line);

    /// <summary>Decodes a row; null when it is not UTF-8 or holds NUL, and the row has been rejected.</summary>
    public string? Decode(ReadOnlySpan<byte> bytes, long line)
    {
        if (bytes.Contains((byte)0))
        {
            Reject(BadRowReason.NulCharacter, line, "the row holds a NUL byte, so this may not be a text file");
            return null;
        }

        if (TryDecode(bytes) is { } text)
            return text;
        Reject(BadRowReason.InvalidUtf8, line, "the row is not valid UTF-8; convert the file to UTF-8 first");
        return null;
    }

    /// <summary>The text of bytes that are UTF-8, else null.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
