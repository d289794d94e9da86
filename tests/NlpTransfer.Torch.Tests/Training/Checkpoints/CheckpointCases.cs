using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training.Checkpoints;

/// <summary>A tiny training of two stages, with checkpoints or without.</summary>
internal static class CheckpointCases
{
    internal static readonly FineTuningOptions Tuning = new() { LearningRate = 2e-3, Epochs = 2, BatchTokens = 64, Patience = 0, TokenRemoval = 0.1, Dropout = 0.1 };

    internal static RunFingerprint Fingerprint(ulong seed = 1, string options = "epochs 2; batchTokens 64", string input = "rows.tsv") => new(
        new Provenance
        {
            Command = "toy",
            Options = new SortedDictionary<string, string> { ["tuning"] = options },
            Seed = seed,
            Inputs = [new ProvenanceInput(input, ContentHash.OfText(input))],
        });

    internal static CheckpointFolder Open(string path, int every = 3, int keep = 2, bool resume = false, bool replace = false, Action<string>? warn = null) =>
        CheckpointFolder.Open(path, new CheckpointOptions { Every = every, Keep = keep, Resume = resume, Replace = replace }, warn);

    /// <summary>Trains, and returns all weights and the run.</summary>
    /// <param name="checkpoints">Where; null for no checkpoints.</param>
    /// <param name="stopAfter">Cancels after so many steps of this process; null for never.</param>
    internal static (float[] Weights, TrainingRun Run) Train(CheckpointFolder? checkpoints, int? stopAfter = null, RunFingerprint? fingerprint = null, Action<WorkProgress>? watch = null)
    {
        using ClassifierModel model = Models.Create();
        using var source = new CancellationTokenSource();
        int steps = 0;
        var progress = new Immediate<WorkProgress>(at =>
        {
            watch?.Invoke(at);
            if (++steps == stopAfter)
                source.Cancel();
        });
        var tuner = new FineTuner(model, ToyEncoder.IsSpecial, 1, checkpoints?.Begin(fingerprint ?? Fingerprint()));
        TrainingRun run = tuner.Run("first", [Models.Rows(40, 2)], 1, Tuning with { FreezeEmbeddings = false }, 0, progress, source.Token);
        if (!run.Interrupted)
            run += tuner.Run("second", [Models.Rows(180)], 1, Tuning, 0.1, progress, source.Token);
        return ([.. Models.Weights(model).OrderBy(weight => weight.Key, StringComparer.Ordinal).SelectMany(weight => weight.Value), .. TensorMemory.ToArray(model.Head.Weight)], run);
    }
}
