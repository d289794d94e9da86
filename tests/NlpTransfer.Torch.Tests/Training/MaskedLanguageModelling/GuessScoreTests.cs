using NlpTransfer.Metrics;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class GuessScoreTests
{
    [Fact]
    public void Of_TextsOfEqualLength_IsTheIntervalOfTheirMeans()
    {
        Score score = GuessScore.Of([(2, 1), (4, 1), (6, 1)]);
        Assert.Equal((4, 3), (score.Value, score.N));
        // The deviation of 2, 4, 6 is 2; divided by the root of 3, and 1.96 of these.
        Assert.Equal(4 + (1.959963984540054 * 2 / Math.Sqrt(3)), score.High, 1e-12);
        Assert.Equal(8 - score.High, score.Low, 1e-12);
    }

    [Fact]
    public void Of_LongTexts_CountForMore()
    {
        Score score = GuessScore.Of([(30, 10), (1, 1)]);
        Assert.Equal(31 / 11.0, score.Value, 1e-12);
        Assert.Equal(new Score(3, 3, 3, 1), GuessScore.Of([(30, 10)]));
    }
}
