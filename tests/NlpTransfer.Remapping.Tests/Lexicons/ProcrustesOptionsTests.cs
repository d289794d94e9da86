namespace NlpTransfer.Remapping.Tests;

/// <summary>No option is accepted and ignored: each has another value here, and it has to change the map or to refuse.</summary>
public sealed class ProcrustesOptionsTests
{
    private static readonly ProcrustesOptions Start = new();

    private static readonly Dictionary<string, ProcrustesOptions> Changed = new()
    {
        [nameof(ProcrustesOptions.Robust)] = Start with { Robust = false },
        [nameof(ProcrustesOptions.UnitLength)] = Start with { UnitLength = false },
        [nameof(ProcrustesOptions.Iterations)] = Start with { Iterations = 1 },
        [nameof(ProcrustesOptions.Folds)] = Start with { Folds = 3 },
        [nameof(ProcrustesOptions.Cutoff)] = Start with { Cutoff = 1.5 },
        [nameof(ProcrustesOptions.MinimumPairs)] = Start with { MinimumPairs = 1000 },
    };

    private readonly RotatedSpaces _spaces = new();

    public static TheoryData<string> Names => [.. typeof(ProcrustesOptions).GetProperties().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_AnotherValue_GivesAnotherMap(string option) => Assert.NotEqual(Map(Start), Map(Changed[option]));

    [Fact]
    public void Validate_EverythingOutOfRange_NamesEachFault() => Assert.Equal(
        "options for mapping word vectors: Iterations must be from 1 to 100, not 0; Folds must be from 2 to 100, not 1; Cutoff must be from 1 to 100, not 0.5; MinimumPairs must be at least 2, not 1",
        Assert.Throws<UsageException>(() => new ProcrustesOptions { Iterations = 0, Folds = 1, Cutoff = 0.5, MinimumPairs = 1 }.Validate()).Message);

    [Fact]
    public void RobustWeights_OneFarBelow_IsDropped() => Assert.Equal(
        [1, 1, 1, 0],
        RobustWeights.Of([0.8, 0.9, 0.85, -0.5], [1, 1, 1, 1], 3).Select(weight => Math.Round(weight, 1)));

    [Fact]
    public void Median_Weights_CountLikeRepetitions() => Assert.Equal(3, RobustWeights.Median([5, 3, 1], [1, 3, 1]));

    private float[,]? Map(ProcrustesOptions options)
    {
        try
        {
            return Procrustes.Fit(_spaces.Source, _spaces.Target, RotatedSpaces.Lexicon(100, 70), options).Map;
        }
        catch (BadDataException)
        {
            return null;
        }
    }
}
