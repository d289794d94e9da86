using System.Runtime.CompilerServices;
using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>
/// Translations of programs as GNU gettext has them (.po). The language of translations is the header's. Fuzzy entries, which no translator has approved, obsolete ones and
/// those without a translation are counted and left out. Of plural forms, that of one goes with the singular, those of larger numbers with the plural.
/// </summary>
internal sealed class PoFormat : IPairFormat
{
    private const int LargestNumber = 200;

    /// <inheritdoc/>
    public string Name => "po";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".po", ".pot"];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> content = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        foreach (Range range in content.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = content[range].Trim(" \t\r"u8);
            if (line.IsEmpty || line[0] == (byte)'#')
                continue;
            return (line.StartsWith("msgid"u8) && line[5..].TrimStart(" \t"u8).StartsWith("\""u8)) || (line.StartsWith("msgctxt"u8) && line[7..].TrimStart(" \t"u8).StartsWith("\""u8));
        }

        return false;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TextPair> ReadAsync(
        Stream input, CorpusReadOptions options, RowErrors errors, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var lines = new LineReader(input, options.MaximumRowLength);
        var parser = new PoParser(options.MaximumRowLength);
        PoHeader? header = null;
        bool ended = false;
        while (!ended)
        {
            cancellation.ThrowIfCancellationRequested();
            ended = !await lines.ReadAsync(cancellation).ConfigureAwait(false);
            PoEntry? entry = ended ? parser.Finish() : parser.Take(Text(lines, out (BadRowReason, string) fault), lines.Number, fault);
            while (parser.Obsolete.TryDequeue(out long line))
                errors.LeaveOut(BadRowReason.Obsolete, line);
            if (entry is null)
                continue;
            if (header is null && entry is { IsHeader: true, Fault: null })
            {
                header = PoHeader.Parse(entry.Translations.Values.First().ToString(), errors.At(entry.Line));
                continue;
            }

            foreach ((string source, string target) in Pairs(entry, (header ??= PoHeader.None).Rule, errors))
                yield return new TextPair(source, target, options.Pair!.SourceLanguage ?? header.SourceLanguage, options.Pair.TargetLanguage ?? header.TargetLanguage, errors.At(entry.Line));
        }
    }

    private static List<(string Source, string Target)> Pairs(PoEntry entry, PluralRule rule, RowErrors errors)
    {
        var pairs = new List<(string, string)>();
        if (entry.Fault is { } fault)
        {
            errors.Reject(fault.Reason, fault.Line, fault.Fault);
            return pairs;
        }

        if (entry.Fuzzy)
        {
            errors.LeaveOut(BadRowReason.Fuzzy, entry.Line);
            return pairs;
        }

        string singular = entry.Id!.ToString();
        if (entry.Plural is null)
            Add(singular, 0);
        else
        {
            // Where a language has one form, it is that of all numbers, which the plural shows.
            int one = entry.Translations.Count == 1 ? -1 : (int)Math.Min(rule.Form(1)!.Value, int.MaxValue);
            if (one >= 0)
                Add(singular, one);
            foreach (int form in Forms(rule).Where(form => form != one && entry.Translations.ContainsKey(form)))
                Add(entry.Plural.ToString(), form);
        }

        if (pairs.Count == 0)
            errors.LeaveOut(string.IsNullOrWhiteSpace(singular) ? BadRowReason.EmptyText : BadRowReason.MissingTranslation, entry.Line);
        return pairs;

        void Add(string source, int form)
        {
            if (!string.IsNullOrWhiteSpace(source) && entry.Translations.GetValueOrDefault(form)?.ToString() is { } target && !string.IsNullOrWhiteSpace(target) && !pairs.Contains((source, target)))
                pairs.Add((source, target));
        }
    }

    /// <summary>The forms that numbers above one take, in their order.</summary>
    private static IEnumerable<int> Forms(PluralRule rule) =>
        Enumerable.Range(2, LargestNumber - 1).Select(n => rule.Form((ulong)n)).OfType<ulong>().Select(form => (int)Math.Min(form, int.MaxValue)).Distinct().Order();

    private static string? Text(LineReader line, out (BadRowReason, string) fault)
    {
        fault = line.TooLong ? (BadRowReason.TooLong, "the line is longer than is accepted (MaximumRowLength)")
            : line.Line.Span.Contains((byte)0) ? (BadRowReason.NulCharacter, "the line holds a NUL byte, so this may not be a text file")
            : (BadRowReason.InvalidUtf8, "the line is not valid UTF-8; convert the file to UTF-8 first");
        return line.TooLong || line.Line.Span.Contains((byte)0) ? null : RowErrors.TryDecode(line.Line.Span);
    }
}
