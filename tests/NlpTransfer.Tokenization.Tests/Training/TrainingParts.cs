namespace NlpTransfer.Tokenization.Tests;

/// <summary>The parts of training for a few words, without what stands around them.</summary>
internal static class TrainingParts
{
    private static readonly HashSet<string> Nothing = [];

    public static CountedWords Count(IEnumerable<LanguageText> texts, double temperature = 1, IReadOnlyList<string>? symbols = null, TokenizerTrainingOptions? options = null)
    {
        var counter = new WordCounter(1_000_000);
        foreach (LanguageText text in texts)
            counter.Add(text);
        return CountedWords.Create(counter, new TrainingNormalizer(options ?? new()), temperature, symbols ?? [], default);
    }

    public static CountedWords Count(params string[] texts) => Count(texts.Select(text => new LanguageText(null, text)));

    public static Alphabet Alphabet(CountedWords words, double coverage = 1, params int[] required) =>
        NlpTransfer.Tokenization.Alphabet.Create(words, required.ToHashSet(), Nothing, coverage);

    /// <summary>Words, seed pieces and lattices, as the estimation begins with them.</summary>
    public static (TrainingWords Words, Alphabet Alphabet, int[] Suffixes, Substring[] Parts) Seed(params string[] texts)
    {
        CountedWords counted = Count(texts);
        Alphabet alphabet = Alphabet(counted);
        var words = TrainingWords.Create(counted, alphabet);
        int[] suffixes = SuffixOrder.Sort(words, alphabet.Count, 16, default);
        return (words, alphabet, suffixes, new SeedPieces(words, suffixes, new PieceRules(alphabet, 16)).Find());
    }

    public static string Text(Alphabet alphabet, ReadOnlySpan<int> symbols)
    {
        var text = new System.Text.StringBuilder();
        foreach (int symbol in symbols)
            text.Append(new System.Text.Rune(alphabet.CodePoints[symbol - 1]));
        return text.ToString();
    }
}
