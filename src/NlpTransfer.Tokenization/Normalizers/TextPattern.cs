using System.Text.Json;
using System.Text.RegularExpressions;

namespace NlpTransfer.Tokenization;

/// <summary>What is looked for in a text: another text or a regular expression, written <c>{"String": " "}</c> or <c>{"Regex": " {2,}"}</c>.</summary>
internal sealed record TextPattern(string Pattern, bool IsRegex)
{
    private readonly Regex? _regex = IsRegex ? new(Pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10)) : null;

    public static TextPattern Read(ComponentElement parent, string name)
    {
        ComponentElement element = parent.Object(name);
        bool isRegex = element.Has("Regex");
        string pattern = element.String(isRegex ? "Regex" : "String");
        element.RefuseUnasked();
        if (isRegex && pattern.Any(char.IsSurrogate))
            throw element.Fault("Regex", "names a character beyond U+FFFF, which is not supported in regular expressions.");
        try
        {
            return new(pattern, isRegex);
        }
        catch (ArgumentException exception)
        {
            throw element.Fault("Regex", $"is not a regular expression that .NET understands: {exception.Message}");
        }
    }

    public void Write(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteString(IsRegex ? "Regex" : "String", Pattern);
        writer.WriteEndObject();
    }

    public void Replace(NormalizedText text, string content)
    {
        List<(int Start, int End, bool Match)> matches = [];
        Find(text.Text, matches, keepEmpty: true);
        if (!matches.Exists(range => range.Match))
            return;
        int copied = 0;
        text.BeginReplacing();
        foreach ((int start, int end, bool match) in matches)
        {
            if (match)
                copied = text.ReplaceNext(copied, start, end - start, content);
        }

        text.EndReplacing(copied);
    }

    public string Replace(string text, string content)
    {
        if (!IsRegex)
            return Pattern.Length == 0 ? text : text.Replace(Pattern, content, StringComparison.Ordinal);
        List<(int Start, int End, bool Match)> matches = [];
        Find(text, matches, keepEmpty: true);
        return string.Concat(matches.Select(range => range.Match ? content : text[range.Start..range.End]));
    }

    /// <summary>Cuts a text into matches and what lies between them.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="matches">Gets the ranges, which cover the text.</param>
    /// <param name="keepEmpty">Whether matches of nothing are listed.</param>
    public void Find(ReadOnlySpan<char> text, List<(int Start, int End, bool Match)> matches, bool keepEmpty = false)
    {
        int done = IsRegex ? FindRegex(text, matches, keepEmpty) : FindText(text, matches);
        if (done < text.Length)
            matches.Add((done, text.Length, false));
    }

    public bool Equals(TextPattern? other) => other is not null && Pattern == other.Pattern && IsRegex == other.IsRegex;

    public override int GetHashCode() => HashCode.Combine(Pattern, IsRegex);

    private int FindText(ReadOnlySpan<char> text, List<(int Start, int End, bool Match)> matches)
    {
        int done = 0;
        for (int plain; Pattern.Length > 0 && (plain = text[done..].IndexOf(Pattern, StringComparison.Ordinal)) >= 0; done += Pattern.Length)
        {
            if (plain > 0)
                matches.Add((done, done + plain, false));
            done += plain;
            matches.Add((done, done + Pattern.Length, true));
        }

        return done;
    }

    private int FindRegex(ReadOnlySpan<char> text, List<(int Start, int End, bool Match)> matches, bool keepEmpty)
    {
        int done = 0;
        var projection = RegexProjection.Of(text);
        try
        {
            foreach (ValueMatch match in _regex!.EnumerateMatches(projection.IsPlain ? text : projection.Text))
            {
                (int start, int end) = projection.Back(match.Index, match.Index + match.Length);
                if (end == start && !keepEmpty)
                    continue;
                if (start > done)
                    matches.Add((done, start, false));
                matches.Add((start, end, true));
                done = end;
            }
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw new BadDataException($"The tokenizer's pattern '{Pattern}' took over ten seconds on one text; split the text into shorter ones.", exception);
        }

        return done;
    }
}
