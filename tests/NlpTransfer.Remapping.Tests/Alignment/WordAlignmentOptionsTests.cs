using NlpTransfer.Corpora;

namespace NlpTransfer.Remapping.Tests;

/// <summary>No option is accepted and ignored: each has another value here, and it has to change the table or its figures.</summary>
public sealed class WordAlignmentOptionsTests
{
    private static readonly WordAlignmentOptions Start = new() { Iterations = 2 };

    private static readonly Dictionary<string, WordAlignmentOptions> Changed = new()
    {
        [nameof(WordAlignmentOptions.Unit)] = Start with { Unit = AlignmentUnit.Token },
        [nameof(WordAlignmentOptions.Iterations)] = Start with { Iterations = 3 },
        [nameof(WordAlignmentOptions.NullProbability)] = Start with { NullProbability = 0.5 },
        [nameof(WordAlignmentOptions.Tension)] = Start with { Tension = 9 },
        [nameof(WordAlignmentOptions.Prior)] = Start with { Prior = 0 },
        [nameof(WordAlignmentOptions.Symmetrization)] = Start with { Symmetrization = Symmetrization.Intersection },
        [nameof(WordAlignmentOptions.MaximumSources)] = Start with { MaximumSources = 1 },
        [nameof(WordAlignmentOptions.MinimumCount)] = Start with { MinimumCount = 1000 },
        [nameof(WordAlignmentOptions.MaximumLength)] = Start with { MaximumLength = 4 },
        [nameof(WordAlignmentOptions.MaximumEntries)] = Start with { MaximumEntries = 1000 },
    };

    public static TheoryData<string> Names => [.. typeof(WordAlignmentOptions).GetProperties().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AlignAsync_AnotherValue_GivesAnotherResult(string option) => Assert.NotEqual(await Figures(Start), await Figures(Changed[option]));

    [Fact]
    public async Task Validate_EverythingOutOfRange_NamesEachFault()
    {
        var options = new WordAlignmentOptions
        {
            Unit = (AlignmentUnit)9,
            Iterations = 0,
            NullProbability = 1,
            Tension = 0,
            Prior = -1,
            Symmetrization = (Symmetrization)9,
            MaximumSources = 0,
            MinimumCount = 0,
            MaximumLength = 0,
            MaximumEntries = 1,
        };

        Assert.Equal(
            "options for word alignment: Unit must be Word or Token, not 9; Iterations must be from 1 to 100, not 0; NullProbability must be from 0 to 0.9, not 1; Tension must be from 0.1 to 14, not 0; " +
            "Prior must be from 0 to 10, not -1; Symmetrization must be GrowDiagonalFinalAnd or Intersection, not 9; MaximumSources must be from 1 to 1000, not 0; MinimumCount must be above 0, not 0; " +
            "MaximumLength must be from 1 to 10000, not 0; MaximumEntries must be from 1000 to 200000000, not 1",
            (await Assert.ThrowsAsync<UsageException>(() => WordAligner.AlignAsync([ToyTranslations.Corpus()], ToyTranslations.Old, ToyTranslations.New, options))).Message);
    }

    // Many words that meet once each, so that forgetting has something to forget.
    private static async Task<string> Figures(WordAlignmentOptions options)
    {
        PairCorpus rare = PairCorpus.FromPairs([.. ToyTranslations.Pairs(60), .. Enumerable.Range(0, 60).Select(i => new TextPair(Made("a", i), Made("b", i)))]);
        WordAlignmentResult result = await WordAligner.AlignAsync([rare], ToyTranslations.Old, ToyTranslations.New, options);
        return FormattableString.Invariant($"{result.Pairs} {result.Perplexity} {result.ForgottenEntries}\n") + string.Join('\n', WordAlignerTests.Rows(result.Table));
    }

    private static string Made(string letter, int pair) => string.Join(' ', Enumerable.Range(0, 5).Select(i => $"{letter}{pair}x{i}"));
}
