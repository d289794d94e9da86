namespace NlpTransfer.Metrics;

/// <summary>Cuts lines into the words that chrF++ counts: by spaces, one ASCII punctuation mark parted from the end of a word or else from its start.</summary>
internal static class ChrfWords
{
    public static List<string> Of(string line)
    {
        var words = new List<string>();
        foreach (string word in PythonSpaces.Split(line))
        {
            if (word.Length > 1 && IsPunctuation(word[^1]))
                words.AddRange([word[..^1], word[^1..]]);
            else if (word.Length > 1 && IsPunctuation(word[0]))
                words.AddRange([word[..1], word[1..]]);
            else
                words.Add(word);
        }

        return words;
    }

    private static bool IsPunctuation(char c) => c is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');
}
