using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>The code points that a list of characters asks for, in every spelling that the normalizer leaves as it is.</summary>
internal static class RequiredCharacters
{
    public static IReadOnlySet<int> Find(string characters, TrainingNormalizer normalizer)
    {
        var found = new SortedSet<int>();
        string[] spellings = [characters, TextNormalization.Normalize(characters, NormalizationForm.FormC), TextNormalization.Normalize(characters, NormalizationForm.FormD)];
        foreach (Rune rune in spellings.SelectMany(text => text.EnumerateRunes()))
        {
            string text = rune.ToString();
            if (!Rune.IsWhiteSpace(rune) && rune.Value is not (0 or 0xFFFD) && normalizer.Normalize(text).SequenceEqual(text))
                found.Add(rune.Value);
        }

        return found;
    }
}
