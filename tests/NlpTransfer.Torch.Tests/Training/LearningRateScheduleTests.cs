using CsCheck;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class LearningRateScheduleTests
{
    public static TheoryData<LearningRateDecay> Decays => [.. Enum.GetValues<LearningRateDecay>()];

    [Fact]
    public void At_Cosine_WorkedByHand()
    {
        ILearningRateSchedule schedule = LearningRateSchedules.Create(LearningRateDecay.Cosine, 6, 1 / 3.0);
        double[] expected = [0.5, 1, 1, 0.5 * (1 + Math.Cos(Math.PI / 4)), 0.5, 0.5 * (1 - Math.Cos(Math.PI / 4)), 0, 0];
        Assert.Equal(expected, [.. Enumerable.Range(0, 8).Select(schedule.At)], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void At_InverseSquareRoot_WorkedByHand()
    {
        ILearningRateSchedule schedule = LearningRateSchedules.Create(LearningRateDecay.InverseSquareRoot, 16, 0.25);
        Assert.Equal([0.25, 0.5, 0.75, 1, Math.Sqrt(0.8)], [.. Enumerable.Range(0, 5).Select(schedule.At)], (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0.5, schedule.At(15), 1e-12);
        Assert.Equal(1, LearningRateSchedules.Create(LearningRateDecay.InverseSquareRoot, 16, 0).At(0));
    }

    [Theory]
    [MemberData(nameof(Decays))]
    public void At_AnyRun_RisesToThePeakAndFallsFromIt(LearningRateDecay decay) => Gen.Select(Gen.Int[1, 2000], Gen.Double[0, 0.9]).Sample((steps, warmup) =>
    {
        ILearningRateSchedule schedule = LearningRateSchedules.Create(decay, steps, warmup);
        Assert.Equal(steps, schedule.TotalSteps);
        double[] factors = [.. Enumerable.Range(0, steps).Select(schedule.At)];
        Assert.All(factors, factor => Assert.InRange(factor, double.Epsilon, 1));
        int peak = Array.IndexOf(factors, factors.Max());
        Assert.Equal(1, factors[peak], 1e-12);
        Assert.Equal(factors[..peak].Order(), factors[..peak]);
        Assert.Equal(factors[peak..].OrderDescending(), factors[peak..]);
    });
}
