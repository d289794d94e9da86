using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>Counts what makes equal looking texts differ, over the counted words of one language.</summary>
internal sealed class UnicodeCounter
{
    private const char Okina = '\u02BB';

    /// <summary>Pairs that readers take for one another: Arabic and Persian yeh, kaf and heh, alef maksura, and the two ways to underdot in Yoruba and Igbo.</summary>
    private static readonly (char First, char Second)[] LookAlikes =
    [
        ('\u06CC', '\u064A'), ('\u06CC', '\u0649'), ('\u06A9', '\u0643'), ('\u06C1', '\u0647'), ('\u06BE', '\u0647'), ('\u06BE', '\u06C1'),
        ('\u0323', '\u0329'), ('\u0131', 'i'), ('\u0259', '\u01DD'), ('\u0111', '\u0256'), ('\u019B', '\u03BB'), ('\u02BC', '\u2019'),
    ];

    private static readonly HashSet<string> OkinaLanguages = ["haw", "smo", "sm", "ton", "to", "tah", "ty"];

    private readonly Dictionary<char, long> _characters = [];
    private long _composed;
    private long _decomposed;
    private long _mixed;
    private long _apostrophes;

    /// <summary>Counts all words of a language.</summary>
    public static UnicodeReport Count(LanguageWords words)
    {
        var counter = new UnicodeCounter();
        foreach ((string word, long count) in words.Counts)
            counter.Add(word, count);
        return counter.Report(words.Language);
    }

    private void Add(string word, long count)
    {
        _apostrophes += count * ApostrophesBeforeVowels(word);
        if (Ascii.IsValid(word))
        {
            Count(word, count);
            return;
        }

        string composed = TextNormalization.Normalize(word, NormalizationForm.FormC);
        string decomposed = TextNormalization.Normalize(word, NormalizationForm.FormD);
        if (composed != decomposed)
        {
            if (word == composed)
                _composed += count;
            else
                _decomposed += count;
        }

        Count(composed, count);
        foreach (char mark in decomposed)
        {
            if (mark is '\u0323' or '\u0329' && !composed.Contains(mark, StringComparison.Ordinal))
                _characters[mark] = _characters.GetValueOrDefault(mark) + count;
        }

        if (MixesScripts(word))
            _mixed += count;
    }

    private void Count(string word, long count)
    {
        foreach (char unit in word)
            _characters[unit] = _characters.GetValueOrDefault(unit) + count;
    }

    private static bool MixesScripts(string word)
    {
        bool latin = false;
        bool other = false;
        foreach (Rune rune in word.EnumerateRunes())
        {
            latin |= CharacterScripts.Of(rune.Value) == CharacterScripts.Latin;
            other |= CharacterScripts.Of(rune.Value) is var script && (script == CharacterScripts.Cyrillic || script == CharacterScripts.Greek);
        }

        return latin && other;
    }

    private static int ApostrophesBeforeVowels(string word)
    {
        int found = 0;
        for (int i = 0; i + 1 < word.Length; i++)
        {
            if (word[i] is '\'' or '`' or '\u2018' or '\u2019' or '\u02BC' && IsVowel(word[i + 1]) && (i == 0 || IsVowel(word[i - 1])))
                found++;
        }

        return found;
    }

    private static bool IsVowel(char unit) => char.ToLowerInvariant(unit) is 'a' or 'e' or 'i' or 'o' or 'u' or 'ā' or 'ē' or 'ī' or 'ō' or 'ū' or '\u0304';

    private UnicodeReport Report(string? language)
    {
        long okina = _characters.GetValueOrDefault(Okina);
        bool writesOkina = okina > 0 || (language is not null && OkinaLanguages.Contains(language.Split('_', '-')[0]));
        return new()
        {
            ComposedWords = _composed,
            DecomposedWords = _decomposed,
            MixedScriptWords = _mixed,
            Okina = okina,
            ApostrophesForOkina = writesOkina ? _apostrophes : 0,
            LookAlikes = [.. LookAlikes.Select(pair => Compare(pair.First, pair.Second)).OfType<LookAlikeCount>()],
        };
    }

    private LookAlikeCount? Compare(char first, char second)
    {
        long firstCount = _characters.GetValueOrDefault(first);
        long secondCount = _characters.GetValueOrDefault(second);
        if (firstCount == 0 || secondCount == 0)
            return null;
        return firstCount >= secondCount
            ? new(first.ToString(), firstCount, second.ToString(), secondCount)
            : new(second.ToString(), secondCount, first.ToString(), firstCount);
    }
}
