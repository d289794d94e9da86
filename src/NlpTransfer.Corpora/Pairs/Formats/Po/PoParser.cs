using System.Globalization;
using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>Puts the lines of a PO file together to entries (GNU gettext manual, 10). A line that can't be read spoils its entry alone.</summary>
internal sealed class PoParser(int limit)
{
    private const int MostForms = 16;

    private PoEntry _entry = new();
    private StringBuilder? _open;
    private int _length;
    private bool _fuzzy;

    /// <summary>Obsolete entries met since the last entry was given; the first one's line.</summary>
    public Queue<long> Obsolete { get; } = new();

    private bool _inObsolete;

    /// <summary>Takes a line.</summary>
    /// <param name="line">The line; null where it is not UTF-8 text, or too long.</param>
    /// <param name="number">Its number.</param>
    /// <param name="fault">Why there is no line.</param>
    /// <returns>The entry that the line shows to be complete; null while there is none.</returns>
    public PoEntry? Take(string? line, long number, (BadRowReason Reason, string Text) fault)
    {
        if (line is null)
            return Spoil(number, fault.Reason, fault.Text);
        string text = line.Trim(' ', '\t', '\r', '\f', '\v');
        if (text.StartsWith("#~", StringComparison.Ordinal))
            return TakeObsolete(text[2..].TrimStart(), number);
        if (text.Length == 0 || text[0] == '#')
        {
            _inObsolete = false;
            PoEntry? done = _entry.Translations.Count > 0 || text.Length == 0 ? Finish() : null;
            // "#," holds flags, and since gettext 0.26 "#=" does too.
            if (text.StartsWith("#,", StringComparison.Ordinal) || text.StartsWith("#=", StringComparison.Ordinal))
                _fuzzy |= text[2..].Split(',').Any(flag => flag.Trim() == "fuzzy");
            return done;
        }

        _inObsolete = false;
        return text[0] == '"' ? Continue(text, number) : Keyword(text, number);
    }

    /// <summary>The last entry, at the end of the file.</summary>
    public PoEntry? Finish()
    {
        PoEntry entry = _entry;
        if (entry.IsEmpty)
        {
            _open = null;
            return null;
        }

        (_entry, _open, _length) = (new PoEntry(), null, 0);
        (entry.Fuzzy, _fuzzy) = (_fuzzy, false);
        if (entry.Fault is null && (entry.Id is null || entry.Translations.Count == 0))
            entry.Fault = (BadRowReason.BrokenQuoting, entry.Line, $"the entry has no {(entry.Id is null ? "msgid" : "msgstr")}; it needs both");
        return entry;
    }

    private PoEntry? TakeObsolete(string text, long number)
    {
        PoEntry? done = Finish();
        // An obsolete entry begins with its context, or with its msgid where it has none.
        bool begins = text.StartsWith("msgctxt", StringComparison.Ordinal) || text.StartsWith("msgid ", StringComparison.Ordinal) || text.StartsWith("msgid\"", StringComparison.Ordinal);
        if (text.StartsWith("msgid", StringComparison.Ordinal) && _inObsolete)
            _inObsolete = false;
        else if (begins)
        {
            Obsolete.Enqueue(number);
            _inObsolete = text.StartsWith("msgctxt", StringComparison.Ordinal);
        }

        _fuzzy = false;
        return done;
    }

    private PoEntry? Continue(string text, long number)
    {
        if (_open is null)
            return _entry.Fault is null ? Spoil(number, BadRowReason.BrokenQuoting, "a string stands where none is expected; it follows msgid, msgstr or another string") : null;
        Append(text, number);
        return null;
    }

    private PoEntry? Keyword(string text, long number)
    {
        int end = text.AsSpan().IndexOfAny(' ', '\t', '"');
        string word = end < 0 ? text : text[..end];
        bool begins = word is "msgctxt" or "msgid";
        PoEntry? done = begins && (_entry.Translations.Count > 0 || _entry.Fault is not null || (word == "msgid" ? _entry.Id : _entry.Context ?? _entry.Id) is not null) ? Finish() : null;
        if (_entry.Line == 0 || word == "msgid")
            _entry.Line = number;
        _open = word switch
        {
            "msgctxt" => _entry.Context ??= new StringBuilder(),
            "msgid" => _entry.Id ??= new StringBuilder(),
            "msgid_plural" => _entry.Plural ??= new StringBuilder(),
            "msgstr" => Form(0),
            _ when word.StartsWith("msgstr[", StringComparison.Ordinal) && word.EndsWith(']')
                && int.TryParse(word[7..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int form) && form < MostForms => Form(form),
            _ => null,
        };
        if (_open is null)
            Spoil(number, BadRowReason.BrokenQuoting, $"'{(word.Length > 40 ? word[..40] + "…" : word)}' is no word of a PO file, or stands twice; expected msgctxt, msgid, msgid_plural, msgstr or msgstr[N]");
        else
            Append(text[word.Length..].TrimStart(), number);
        return done;
    }

    private StringBuilder? Form(int form) => _entry.Translations.TryAdd(form, new StringBuilder()) ? _entry.Translations[form] : null;

    private void Append(string quoted, long number)
    {
        _length += quoted.Length;
        if (_length > limit)
            Spoil(number, BadRowReason.TooLong, string.Create(CultureInfo.InvariantCulture, $"the entry is longer than the {limit:N0} characters that are accepted (MaximumRowLength)"));
        else if (PoString.Append(quoted, _open!) is { } fault)
            Spoil(number, BadRowReason.BrokenQuoting, fault);
    }

    private PoEntry? Spoil(long number, BadRowReason reason, string fault)
    {
        _entry.Fault ??= (reason, number, fault);
        _open = null;
        return null;
    }
}
