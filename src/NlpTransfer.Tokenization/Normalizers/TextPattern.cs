using System.Text.Json;
using System.Text.RegularExpressions;

namespace NlpTransfer.Tokenization;

/// <summary>What a replacement looks for: a text or a regular expression, written <c>{"String": " "}</c> or <c>{"Regex": " {2,}"}</c>.</summary>
internal sealed record TextPattern(string Pattern, bool IsRegex)
{
    private readonly Regex _regex = new(IsRegex ? Pattern : Regex.Escape(Pattern), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    public static TextPattern Read(ComponentElement parent, string name)
    {
        ComponentElement element = parent.Object(name);
        bool isRegex = element.Has("Regex");
        string pattern = element.String(isRegex ? "Regex" : "String");
        element.RefuseUnasked();
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
        if (text.Length == 0 || (!IsRegex && (Pattern.Length == 0 || !text.Text.Contains(Pattern, StringComparison.Ordinal))))
            return;
        Guard(() =>
        {
            int copied = 0;
            text.BeginReplacing();
            foreach (ValueMatch match in _regex.EnumerateMatches(text.Text))
                copied = text.ReplaceNext(copied, match.Index, match.Length, content);
            text.EndReplacing(copied);
        });
    }

    public string Replace(string text, string content)
    {
        if (!IsRegex)
            return Pattern.Length == 0 ? text : text.Replace(Pattern, content, StringComparison.Ordinal);
        string result = text;
        Guard(() => result = _regex.Replace(text, _ => content));
        return result;
    }

    public bool Equals(TextPattern? other) => other is not null && Pattern == other.Pattern && IsRegex == other.IsRegex;

    public override int GetHashCode() => HashCode.Combine(Pattern, IsRegex);

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw new BadDataException($"The tokenizer's pattern '{Pattern}' took over ten seconds on one text; split the text into shorter ones.", exception);
        }
    }
}
