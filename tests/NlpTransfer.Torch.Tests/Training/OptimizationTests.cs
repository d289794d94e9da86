using CsCheck;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class OptimizationTests
{
    [Fact]
    public void Schedule_WorkedByHand_RisesAndFalls()
    {
        var schedule = new WarmupLinearSchedule(10, 0.2);
        double[] factors = [.. Enumerable.Range(0, 11).Select(schedule.At)];
        double[] expected = [0.5, 1, 1, 7 / 8.0, 6 / 8.0, 5 / 8.0, 4 / 8.0, 3 / 8.0, 2 / 8.0, 1 / 8.0, 0];
        Assert.Equal(expected, factors, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0, schedule.At(50));
    }

    [Fact]
    public void Schedule_AnyRun_StaysWithinItsRangeAndReachesThePeak() => Gen.Select(Gen.Int[1, 2000], Gen.Double[0, 0.9]).Sample((steps, warmup) =>
    {
        var schedule = new WarmupLinearSchedule(steps, warmup);
        double[] factors = [.. Enumerable.Range(0, steps).Select(schedule.At)];
        Assert.All(factors, factor => Assert.InRange(factor, double.Epsilon, 1));
        Assert.Equal(1, factors.Max());
        int peak = Array.IndexOf(factors, 1.0);
        Assert.Equal(factors[..peak].Order(), factors[..peak]);
        Assert.Equal(factors[peak..].OrderDescending(), factors[peak..]);
    });

    [Fact]
    public void EarlyStopping_Losses_StopsAfterThePatienceAndKnowsTheBest()
    {
        var stopping = new EarlyStopping(2);
        bool[] improved = [.. new[] { 1.0, 0.8, 0.9, 0.7, 0.7, double.NaN }.Select((loss, epoch) => stopping.Observe(epoch, loss))];
        Assert.Equal([true, true, false, true, false, false], improved);
        Assert.True(stopping.ShouldStop);
        Assert.Equal((0.7, 3), (stopping.BestLoss, stopping.BestEpoch));
    }

    [Fact]
    public void EarlyStopping_NoPatience_NeverStops()
    {
        var stopping = new EarlyStopping(0);
        Assert.Equal(-1, stopping.BestEpoch);
        for (int epoch = 0; epoch < 20; epoch++)
            stopping.Observe(epoch, epoch);
        Assert.False(stopping.ShouldStop);
        Assert.Equal(0, stopping.BestEpoch);
    }

    [Fact]
    public void Validate_ManyFaults_NamesThemAllAtOnce()
    {
        var options = new ClassifierTrainingOptions
        {
            HoldoutFraction = 0.6,
            FirstStage = new() { Epochs = 0 },
            SecondStage = new() { LearningRate = double.NaN, TokenRemoval = 1 },
        };
        Assert.Equal(
            "options for training a classifier: HoldoutFraction must be from 0 to 0.5, not 0.6; FirstStage.Epochs must be from 1 to 1000, not 0; " +
            "SecondStage.LearningRate must be above 0, at most 1, not NaN; SecondStage.TokenRemoval must be from 0 to 0.9, not 1",
            Assert.Throws<UsageException>(options.Validate).Message);
    }
}
