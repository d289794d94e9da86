using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training.Checkpoints;

/// <summary>Runs a training unbroken, and again with a stop after so many steps of each process.</summary>
internal static class BrokenRuns
{
    /// <summary>Trains, saves under the name where it came to its end, and says whether it was interrupted.</summary>
    internal delegate Task<bool> Training(string goal, CheckpointFolder? checkpoints, IProgress<WorkProgress>? progress, CancellationToken cancellation);

    /// <summary>The files of both have to be the same.</summary>
    /// <param name="folder">Where both are made.</param>
    /// <param name="steps">Steps of a process.</param>
    /// <param name="cleanly">Whether it is cancelled, or fails at any place.</param>
    /// <param name="isTraining">Tells the reports of steps.</param>
    /// <param name="train">Trains.</param>
    internal static async Task CompareAsync(TemporaryFolder folder, int steps, bool cleanly, Func<WorkProgress, bool> isTraining, Training train)
    {
        Assert.False(await train(folder.File("one/out"), null, null, default));
        bool finished = false;
        int runs = 0;
        while (!finished)
        {
            using CheckpointFolder checkpoints = CheckpointCases.Open(folder.File("out.checkpoints"), every: Math.Min(steps, 5), resume: true);
            using var source = new CancellationTokenSource();
            int seen = 0;
            var progress = new Immediate<WorkProgress>(at =>
            {
                if (!isTraining(at) || ++seen != steps)
                    return;
                if (!cleanly)
                    throw new TimeoutException();
                source.Cancel();
            });
            try
            {
                finished = !await train(folder.File("two/out"), checkpoints, progress, source.Token);
            }
            catch (TimeoutException)
            {
            }

            Assert.True(++runs < 100, "the run does not come to its end");
        }

        Assert.True(runs >= 3, $"{runs} runs");
        SortedDictionary<string, byte[]> one = TrainingCases.Files(folder.File("one/out")), two = TrainingCases.Files(folder.File("two/out"));
        Assert.Equal(one.Keys, two.Keys);
        Assert.All(one, file => Assert.True(file.Value.SequenceEqual(two[file.Key]), file.Key));
    }
}
