using NlpTransfer.Corpora;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>Sentences of three topics in made-up languages: a topic shows in its words, half of which all languages share.</summary>
internal static class ToyCorpus
{
    internal static readonly string[] Labels = ["farm", "health", "sport"];

    private static readonly string[][] Topics =
    [
        ["cow", "field", "goat", "seed", "plough", "maize"],
        ["nurse", "fever", "pill", "doctor", "cough", "wound"],
        ["goal", "ball", "team", "match", "coach", "race"],
    ];

    private static readonly string[] Fillers = ["the", "and", "today", "big", "we", "see"];

    /// <summary>All words of all languages that tests use.</summary>
    internal static IEnumerable<string> Words => new[] { "yor", "hau", "eng", "fra" }
        .SelectMany(language => Topics.SelectMany(words => words.Select((word, i) => Say(word, i, language))).Concat(Fillers))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Rows of a language; row i of every language is a translation of the others' and has the same group.</summary>
    internal static CorpusRow[] Rows(string language, int count = 48, ulong seed = 1, bool grouped = true) =>
    [
        .. Enumerable.Range(0, count).Select(i => new CorpusRow(Text(language, i, seed))
        {
            Label = Labels[i % 3],
            Language = language,
            Group = grouped ? $"g{i}" : null,
        }),
    ];

    internal static LabeledCorpus Corpus(string language, int count = 48, ulong seed = 1) => LabeledCorpus.FromRows(Rows(language, count, seed), language);

    internal static string[] Texts(CorpusRow[] rows) => [.. rows.Select(row => row.Text)];

    /// <summary>Share of rows whose label a classifier finds.</summary>
    internal static async Task<double> AccuracyAsync(ITextClassifier classifier, CorpusRow[] rows)
    {
        IReadOnlyList<TextClassification> results = await classifier.ClassifyAsync(Texts(rows));
        return rows.Zip(results).Count(pair => classifier.Labels[pair.Second.Best] == pair.First.Label) / (double)rows.Length;
    }

    private static string Text(string language, int row, ulong seed)
    {
        var random = new CounterRandom(seed, "toy", (ulong)row);
        string[] topic = Topics[row % 3];
        List<string> words = [];
        for (int i = 0; i < 3; i++)
        {
            int word = random.NextInt32(topic.Length);
            words.Add(Say(topic[word], word, language));
        }

        for (int i = 0; i < 1 + (row % 5); i++)
            words.Add(Fillers[random.NextInt32(Fillers.Length)]);
        string[] order = [.. words];
        random.Shuffle(order.AsSpan());
        return string.Join(' ', order);
    }

    private static string Say(string word, int place, string language) => place % 2 == 0 ? word : $"{word}{language}";
}
