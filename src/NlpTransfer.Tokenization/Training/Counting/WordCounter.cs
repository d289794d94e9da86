namespace NlpTransfer.Tokenization;

/// <summary>
/// Counts the words of streamed texts in bounded memory. Words are what stands between white space, as they are in the text: each different one is normalised
/// once, later. What no piece may hold (NUL, half surrogate pairs) ends a word and is counted.
/// </summary>
internal sealed class WordCounter(int maximumWords)
{
    /// <summary>Longer words are cut: a piece is short, and what crosses a cut is little. It bounds the memory of one endless line.</summary>
    public const int LongestWord = 256;

    /// <summary>SentencePiece's visible blank; in a text it counts as one.</summary>
    public const char Blank = '\u2581';

    private readonly List<LanguageWords> _languages = [];
    private readonly Dictionary<string, LanguageWords> _byName = [];

    public IReadOnlyList<LanguageWords> Languages => _languages;

    public long CutWords { get; private set; }

    public long NulCharacters { get; private set; }

    public long LoneSurrogates { get; private set; }

    public void Add(LanguageText text)
    {
        LanguageWords words = Of(text.Language);
        words.Texts++;
        ReadOnlySpan<char> all = text.Text;
        int start = -1;
        for (int i = 0; i < all.Length; i++)
        {
            char unit = all[i];
            bool pair = char.IsHighSurrogate(unit) && i + 1 < all.Length && char.IsLowSurrogate(all[i + 1]);
            bool part = unit > ' ' && !char.IsWhiteSpace(unit) && unit != Blank && (pair || !char.IsSurrogate(unit));
            if (!part)
            {
                if (start >= 0)
                    words.Add(all[start..i]);
                start = -1;
                NulCharacters += unit == '\0' ? 1 : 0;
                LoneSurrogates += char.IsSurrogate(unit) ? 1 : 0;
                continue;
            }

            if (start < 0)
                start = i;
            else if (i - start >= LongestWord)
                (start, CutWords) = (Cut(words, all, start, i), CutWords + 1);
            i += pair ? 1 : 0;
        }

        if (start >= 0)
            words.Add(all[start..]);
        MakeRoom();
    }

    private static int Cut(LanguageWords words, ReadOnlySpan<char> text, int start, int end)
    {
        words.Add(text[start..end]);
        return end;
    }

    private LanguageWords Of(string? language)
    {
        if (_byName.TryGetValue(language ?? "", out LanguageWords? words))
            return words;
        words = new(language);
        _byName.Add(language ?? "", words);
        _languages.Add(words);
        return words;
    }

    /// <summary>The language with the most words gives way, down to half its share, so that rooms are made seldom.</summary>
    private void MakeRoom()
    {
        while (_languages.Sum(words => (long)words.Distinct) > maximumWords)
        {
            LanguageWords largest = _languages.MaxBy(words => words.Distinct)!;
            largest.Prune(Math.Max(1, largest.Distinct / 2));
        }
    }
}
