using System.Globalization;
using System.Text.Json.Nodes;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training.Checkpoints;

/// <summary>Healing and aligning that were stopped go on to the very files of the unbroken run: streams, and the teacher's vectors, are what they would have been.</summary>
public sealed class ResumedVectorTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    [InlineData(11, false)]
    public async Task Healing_StoppedAgainAndAgain_GivesTheSameFiles(int steps, bool cleanly)
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        HealingOptions options = new() { Training = ToyRemap.Quick with { MaxSteps = 30, Contrast = 0.1 }, TrainLayers = true };
        await CompareAsync(steps, cleanly, async (checkpoints, progress, cancellation) =>
            await VectorHealing.RunAsync(student, teacher, [ToyRemap.Text("yor"), ToyRemap.Text("eng", 60)], options with { Checkpoints = checkpoints }, progress, cancellation));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(9, false)]
    public async Task Aligning_StoppedAgainAndAgain_GivesTheSameFiles(int steps, bool cleanly)
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        VectorAlignmentOptions options = ToyPairs.Quick with { Training = ToyPairs.Quick.Training with { MaxSteps = 30 } };
        await CompareAsync(steps, cleanly, async (checkpoints, progress, cancellation) =>
            await VectorAlignment.RunAsync(model, [ToyPairs.Corpus(), ToyPairs.Corpus("hau", 80)], options with { Checkpoints = checkpoints }, progress, cancellation));
    }

    [Fact]
    public async Task Healing_ForATime_GoesOnToTheStepsDecidedAtItsStart()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        HealingOptions options = new() { Training = ToyRemap.Quick with { Minutes = 0.02, Epochs = 1000 }, TrainLayers = true };
        using (CheckpointFolder checkpoints = CheckpointCases.Open(_folder.File("out.checkpoints")))
        {
            using var source = new CancellationTokenSource();
            using HealedModel stopped = await VectorHealing.RunAsync(
                student, teacher, [ToyRemap.Text("yor")], options with { Checkpoints = checkpoints }, new Immediate<WorkProgress>(at => StopInTraining(at, source)), source.Token);
            Assert.True(stopped.WasInterrupted);
        }

        using (CheckpointFolder checkpoints = CheckpointCases.Open(_folder.File("out.checkpoints"), resume: true))
        {
            string state = File.ReadAllText(Directory.GetFiles(checkpoints.Path, "state.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First());
            string steps = JsonNode.Parse(state)!["facts"]!["steps"]!.GetValue<string>();
            using HealedModel healed = await VectorHealing.RunAsync(student, teacher, [ToyRemap.Text("yor")], options with { Checkpoints = checkpoints });
            Assert.Equal(steps, healed.Report.Run.Steps.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void StopInTraining(WorkProgress at, CancellationTokenSource source)
    {
        if (IsTraining(at))
            source.Cancel();
    }

    private static bool IsTraining(WorkProgress at) => at.Phase.Contains(", part ", StringComparison.Ordinal);

    private Task CompareAsync(int steps, bool cleanly, Func<CheckpointFolder?, IProgress<WorkProgress>?, CancellationToken, Task<AdaptedModel>> run) =>
        BrokenRuns.CompareAsync(_folder, steps, cleanly, IsTraining, async (goal, checkpoints, progress, cancellation) =>
        {
            using AdaptedModel model = await run(checkpoints, progress, cancellation);
            if (!model.WasInterrupted)
                await model.SaveAsync(goal, cancellationToken: cancellation);
            return model.WasInterrupted;
        });
}
