using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

/// <summary>A made-up language in which each English word has one translation, but the order of words is its own and a particle stands in front.</summary>
internal static class ToyTranslations
{
    public static readonly (string Old, string New)[] Words =
        [("house", "ile"), ("water", "omi"), ("book", "iwe"), ("child", "omo"), ("car", "oko"), ("year", "odun"), ("world", "aye"), ("two", "meji"), ("king", "oba"), ("road", "ona")];

    public static TextTokenizer Old { get; } = Toy.Unigram(["▁ho", "use", .. Words.Skip(1).Select(word => "▁" + word.Old), ",", "▁"]);

    public static TextTokenizer New { get; } = Toy.Unigram(["▁ni", .. Words.SkipLast(1).Select(word => "▁" + word.New), "▁o", "na", "▁never", ".", "▁"]);

    public static PairCorpus Corpus(int count = 400) => PairCorpus.FromPairs([.. Pairs(count)]);

    public static IEnumerable<TextPair> Pairs(int count)
    {
        var random = new CounterRandom(3, "toy-translations");
        for (int pair = 0; pair < count; pair++)
        {
            (string Old, string New)[] words = [.. Enumerable.Range(0, 3 + random.NextInt32(4)).Select(_ => Words[random.NextInt32(Words.Length)])];
            string[] turned = [.. words.Select(word => word.New)];
            if (turned.Length > 3)
                (turned[1], turned[2]) = (turned[2], turned[1]);
            yield return new TextPair(string.Join(' ', words.Select(word => word.Old)), "ni " + string.Join(' ', turned) + ".");
        }
    }
}
