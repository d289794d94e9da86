namespace NlpTransfer.Remapping;

/// <summary>
/// The pairs of a lexicon that have vectors on both sides. Each word is tried as it is, in lower and in title case, as WECHSEL does; a pair that is found in
/// several ways, or stands in the lexicon several times, counts as often.
/// </summary>
internal static class LexiconMatches
{
    public static List<WordMatch> Find(Lexicon lexicon, WordVectors source, WordVectors target)
    {
        Dictionary<(int, int), int> places = [];
        List<WordMatch> matches = [];
        foreach (LexiconPair pair in lexicon.Pairs)
        {
            int[] targets = [.. Forms(pair.Target).Select(target.PlaceOf).Where(place => place >= 0)];
            foreach (int from in Forms(pair.Source).Select(source.PlaceOf).Where(place => place >= 0))
            {
                foreach (int to in targets)
                {
                    if (places.TryAdd((from, to), matches.Count))
                        matches.Add(new WordMatch(pair, from, to, 0));
                    int at = places[(from, to)];
                    matches[at] = matches[at] with { Weight = matches[at].Weight + 1 };
                }
            }
        }

        return matches;
    }

    /// <summary>The first letter of each run of letters in upper case, the others in lower case.</summary>
    internal static string Title(string word)
    {
        char[] letters = word.ToLowerInvariant().ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            if (i == 0 || !char.IsLetter(letters[i - 1]))
                letters[i] = char.ToUpperInvariant(letters[i]);
        }

        return new string(letters);
    }

    private static string[] Forms(string word) => [word, word.ToLowerInvariant(), Title(word)];
}

/// <summary>A pair of words with vectors.</summary>
/// <param name="Pair">The lexicon's pair that it came from first.</param>
/// <param name="Source">The place of the source word's vector.</param>
/// <param name="Target">The place of the target word's vector.</param>
/// <param name="Weight">In how many ways it was found.</param>
internal readonly record struct WordMatch(LexiconPair Pair, int Source, int Target, double Weight);
