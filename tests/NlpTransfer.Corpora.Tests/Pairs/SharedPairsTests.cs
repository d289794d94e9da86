namespace NlpTransfer.Corpora.Tests;

/// <summary>Parallel text in use: every row is read, with nothing said but the target language.</summary>
public sealed class SharedPairsTests
{
    [SkippableTheory]
    [InlineData("menyo20k/train.tsv", "yor", 10_070)]
    [InlineData("mafand/en-hau/train.tsv", "hau", 4_185)]
    [InlineData("mafand/fr-wol/train.tsv", "wol", 3_360)]
    [InlineData("ui-parallel/yor", "yor", 1_715)]
    [InlineData("african-storybook/yor/train.tsv", "yor", 109)]
    [InlineData("fornander-haw-eng/train.tsv", "haw", 684)]
    [InlineData("tatoeba-retrieval/amh/dev.tsv", "amh", 84)]
    public async Task ReadAllAsync_ParallelText_GivesEveryRow(string file, string language, int expected)
    {
        IReadOnlyList<TextPair> pairs = await PairCorpus.Parse($"{language}={SharedFolders.Data(file.Split('/'))}").ReadAllAsync();

        Assert.Equal(expected, pairs.Count);
        Assert.All(pairs, pair => Assert.Equal(language, pair.TargetLanguage));
        Assert.All(pairs, pair => Assert.Contains(LanguageTag.Parse(pair.SourceLanguage!).Bcp47, (string[])["en", "fr"]));
    }
}
