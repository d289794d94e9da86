namespace NlpTransfer.Metrics;

/// <summary>White space as Python's <c>str.split</c> and <c>str.strip</c> see it: Unicode's, and the four separators U+001C to U+001F.</summary>
internal static class PythonSpaces
{
    public static bool IsSpace(int codePoint) => codePoint <= char.MaxValue && (codePoint is >= 0x1C and <= 0x1F || char.IsWhiteSpace((char)codePoint));

    /// <summary>The text without white space at its end.</summary>
    public static string TrimEnd(string text)
    {
        int end = text.Length;
        while (end > 0 && IsSpace(text[end - 1]))
            end--;
        return text[..end];
    }

    /// <summary>What stands between runs of white space.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsSpace(text[i]))
                continue;
            if (i > start)
                words.Add(text[start..i]);
            start = i + 1;
        }

        return words;
    }
}
