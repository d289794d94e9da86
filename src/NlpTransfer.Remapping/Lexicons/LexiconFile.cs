using System.Globalization;
using System.Text;
using NlpTransfer.Corpora;

namespace NlpTransfer.Remapping;

/// <summary>
/// Reads word lists: UTF-8, a pair a line, <c>english&lt;TAB&gt;word</c>, where "english" stands for whatever language the model knows. A first line that names the columns
/// (<c>english&lt;TAB&gt;yoruba</c>, <c>source&lt;TAB&gt;target</c>) is no pair; empty lines and lines that begin with <c>#</c> and hold no tab are none either.
/// </summary>
public static class LexiconFile
{
    private const int MaximumLineLength = 1 << 20;

    // So many more known words the other way round, and at least as many times more, mean that the columns are exchanged.
    private const int ClearlyMore = 5;
    private const int ManyTimes = 3;

    private static readonly string[] SourceNames = ["english", "eng", "en", "source", "src"];
    private static readonly string[] TargetNames = ["word", "target", "tgt", "translation"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known of the two languages; null for nothing.</param>
    /// <exception cref="BadDataException">
    /// The file is missing or empty, a line has not two columns, or the columns seem exchanged; the message says where and what to do.
    /// </exception>
    public static LexiconReading Read(string path, LexiconReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new LexiconReadOptions();
        List<(string First, string Second)> rows = ReadRows(path);
        bool header = rows.Count > 0 && IsHeader(rows[0].First, rows[0].Second);
        bool exchangedHeader = rows.Count > 0 && !header && IsHeader(rows[0].Second, rows[0].First);
        if (header || exchangedHeader)
            rows.RemoveAt(0);
        if (rows.Count == 0)
            throw new BadDataException($"{path}: there is no pair in it; expected a line english<TAB>word for each.");
        LexiconPair[] pairs = [.. rows.Select(row => options.ColumnsExchanged ? new LexiconPair(row.Second, row.First) : new LexiconPair(row.First, row.Second))];
        if (options.ColumnsExchanged ? header : exchangedHeader)
            throw new BadDataException($"{path}:1: by its header the columns stand the other way round; {Cure(options)}.");
        RequireOrder(path, pairs, options);
        return new LexiconReading(new Lexicon(pairs), header || exchangedHeader, pairs.Length - pairs.Distinct().Count());
    }

    private static List<(string First, string Second)> ReadRows(string path)
    {
        using Stream stream = new CorpusFile(path, null).Open();
        var lines = new LineReader(stream, MaximumLineLength);
        List<(string, string)> rows = [];
        // A file on disk is read without waiting; the reader is shared with streams that do wait.
        while (lines.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"{path}:{lines.Number}");
            if (lines.TooLong)
                throw new BadDataException($"{at}: the line is longer than 1,048,576 bytes; expected one pair a line, english<TAB>word.");
            string line = Decode(lines.Line.Span, at).TrimEnd('\r');
            if (string.IsNullOrWhiteSpace(line) || (line.StartsWith('#') && !line.Contains('\t')))
                continue;
            string[] cells = line.Split('\t');
            if (cells.Length != 2)
            {
                throw new BadDataException(cells.Length == 1
                    ? $"{at}: the line has no tab; expected two columns, english<TAB>word."
                    : string.Create(CultureInfo.InvariantCulture, $"{at}: the line has {cells.Length} columns, but a lexicon has two, english<TAB>word; remove the others."));
            }

            (string first, string second) = (cells[0].Trim(), cells[1].Trim());
            if (first.Length == 0 || second.Length == 0)
                throw new BadDataException($"{at}: the {(first.Length == 0 ? "first" : "second")} column is empty; expected a word in both, english<TAB>word.");
            rows.Add((first, second));
        }

        return rows;
    }

    private static string Decode(ReadOnlySpan<byte> line, string at)
    {
        if (!line.Contains((byte)0) && System.Text.Unicode.Utf8.IsValid(line))
            return Encoding.UTF8.GetString(line);
        throw new BadDataException($"{at}: the line is not UTF-8 text; convert the file to UTF-8 first.");
    }

    // Codes of languages are words as well ("him", "in"), so a header has to say that its first column is the known language's.
    private static bool IsHeader(string source, string target) =>
        SourceNames.Contains(source, StringComparer.OrdinalIgnoreCase) && (TargetNames.Contains(target, StringComparer.OrdinalIgnoreCase) || LanguageNames.Tag(target) is not null);

    private static void RequireOrder(string path, LexiconPair[] pairs, LexiconReadOptions options)
    {
        int straight = Known(pair => pair.Source, pair => pair.Target), exchanged = Known(pair => pair.Target, pair => pair.Source);
        if (exchanged >= straight + ClearlyMore && exchanged >= straight * ManyTimes)
        {
            throw new BadDataException(string.Create(CultureInfo.InvariantCulture,
                $"{path}: the columns seem exchanged: {straight:N0} words are known where they stand, but {exchanged:N0} in the other column's language; {Cure(options)}."));
        }

        int Known(Func<LexiconPair, string> source, Func<LexiconPair, string> target) =>
            pairs.Count(pair => Is(options.IsSourceWord, source(pair))) + pairs.Count(pair => Is(options.IsTargetWord, target(pair)));

        static bool Is(Func<string, bool>? known, string word) => known is not null && (known(word) || known(word.ToLowerInvariant()));
    }

    private static string Cure(LexiconReadOptions options) => options.ColumnsExchanged
        ? "read it as english<TAB>word"
        : "write english<TAB>word, or say that the columns are exchanged (ColumnsExchanged)";
}
