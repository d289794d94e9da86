using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class StepBudgetTests
{
    [Fact]
    public void Steps_TeacherHasReadEverything_FillTheTime() => Assert.Equal(50, new StepBudget(100, 2, 0.1, 20, 0).Steps);

    [Fact]
    public void Steps_WithinTheFirstPass_PayForTheTeacherToo() => Assert.Equal(25, new StepBudget(100, 2, 0.1, 20, 10_000).Steps);

    [Fact]
    public void Steps_BeyondTheFirstPass_PayForEachTextOnce() => Assert.Equal(45, new StepBudget(100, 2, 0.1, 20, 100).Steps);

    [Fact]
    public void Steps_NoTimeLeft_AreOne() => Assert.Equal(1, new StepBudget(-5, 2, 0.1, 20, 100).Steps);
}
