using System.Globalization;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>
/// Pairs as questions, two a pair: which of the language's translations is the text's, and which of its texts is the translation's. A text or translation that occurs twice in a language
/// is asked once: neither of two pairs that share one is the right answer to the other.
/// </summary>
internal sealed class RetrievalPairs
{
    private readonly List<(string Language, TextPair[] Pairs)> _languages = [];

    private RetrievalPairs(IReadOnlyList<TextPair> pairs)
    {
        foreach (IGrouping<string, TextPair> language in pairs.GroupBy(pair => pair.TargetLanguage ?? "und", StringComparer.Ordinal))
            _languages.Add((language.Key, [.. language.DistinctBy(pair => pair.Source, StringComparer.Ordinal).DistinctBy(pair => pair.Target, StringComparer.Ordinal)]));
        Repeated = pairs.Count - _languages.Sum(language => language.Pairs.Length);
        Texts = [.. _languages.SelectMany(language => language.Pairs).SelectMany(pair => (string[])[pair.Source, pair.Target]).Distinct(StringComparer.Ordinal)];
        Rows = [.. _languages.SelectMany(language => Questions(language.Language, language.Pairs))];
    }

    /// <summary>Pairs that were left out since one of their texts stood in an earlier pair of the language.</summary>
    public int Repeated { get; }

    /// <summary>Every text once.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The questions, with the place of the right answer as label; a language's from the source first. Questions about one source sentence share a group, whatever the language.</summary>
    public IReadOnlyList<CorpusRow> Rows { get; }

    /// <summary>The languages, with how many pairs each has.</summary>
    public IEnumerable<(string Language, int Pairs)> Languages => _languages.Select(language => (language.Language, language.Pairs.Length));

    public static RetrievalPairs Create(IReadOnlyList<TextPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0)
            throw new BadDataException("There are no pairs to retrieve translations among; give at least two a language.");
        var created = new RetrievalPairs(pairs);
        if (created._languages.FirstOrDefault(language => language.Pairs.Length < 2) is { Pairs: not null } lonely)
            throw new BadDataException($"{lonely.Language}: there is one pair only, among which every answer is right; give at least two with different texts.");
        return created;
    }

    /// <summary>What an embedder answers: for each of <see cref="Rows"/> the place of the nearest vector.</summary>
    /// <param name="name">The embedder's name.</param>
    /// <param name="vectors">The unit vector of each of <see cref="Texts"/>.</param>
    public SystemPredictions Answer(string name, IReadOnlyDictionary<string, float[]> vectors)
    {
        var answers = new List<string>();
        foreach ((string _, TextPair[] pairs) in _languages)
        {
            float[][] sources = [.. pairs.Select(pair => vectors[pair.Source])], targets = [.. pairs.Select(pair => vectors[pair.Target])];
            answers.AddRange(NearestNeighbours.Of(sources, targets).Concat(NearestNeighbours.Of(targets, sources)).Select(Label));
        }

        return SystemPredictions.FromLabels(name, answers);
    }

    private static IEnumerable<CorpusRow> Questions(string language, TextPair[] pairs) =>
        pairs.Select((pair, place) => Question(pair.Source, pair, place, language)).Concat(pairs.Select((pair, place) => Question(pair.Target, pair, place, language)));

    private static CorpusRow Question(string text, TextPair pair, int place, string language) =>
        new(text) { Label = Label(place), Group = pair.Source, Language = language };

    private static string Label(int place) => place.ToString(CultureInfo.InvariantCulture);
}
