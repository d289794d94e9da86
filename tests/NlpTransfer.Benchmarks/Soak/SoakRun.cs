using System.Diagnostics;
using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Benchmarks;

/// <summary>Pretrains 2 layers of width 128 for 6,000 steps with checkpoints, and looks at the resident memory every 50 steps.</summary>
internal static class SoakRun
{
    private const int WarmUp = 1_000;
    private const int Measured = 5_000;
    private const int SampleEvery = 50;

    /// <summary>Runs it.</summary>
    /// <param name="tokenizer">A tokenizer with a mask token.</param>
    /// <param name="text">Plain text.</param>
    internal static async Task<SoakReport> RunAsync(string tokenizer, string text)
    {
        string folder = Directory.CreateTempSubdirectory("nlptransfer-soak-").FullName;
        try
        {
            using CheckpointFolder checkpoints = CheckpointFolder.Open(Path.Combine(folder, "checkpoints"), new CheckpointOptions { Every = 500 });
            var options = new PretrainingOptions
            {
                Encoder = new NewEncoderOptions { Layers = 2, HiddenSize = 128, Heads = 2 },
                Training = new MaskedTrainingOptions { MaxSteps = WarmUp + Measured, Epochs = 1000, BatchTokens = 256, Evaluations = 6, LogEvery = 100, Checkpoints = checkpoints },
                Texts = new MaskedTextOptions { PseudoPerplexityTexts = 0 },
            };
            var sampler = new Sampler();
            var clock = Stopwatch.StartNew();
            using TrainedMaskedModel model = await Pretraining.RunAsync(tokenizer, [TextCorpus.Open(text)], options, sampler);
            return new SoakReport(WarmUp, model.Report.Run.Steps, clock.Elapsed.TotalSeconds, ContentHash.OfFile(text), sampler.Samples);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Sampler : IProgress<WorkProgress>
    {
        private int _step;

        internal List<SoakSample> Samples { get; } = [];

        public void Report(WorkProgress value)
        {
            if (!value.Phase.StartsWith("pretraining, part", StringComparison.Ordinal) || ++_step % SampleEvery != 0)
                return;
            using Process process = Process.GetCurrentProcess();
            Samples.Add(new SoakSample(_step, process.WorkingSet64 / (double)(1 << 20)));
        }
    }
}
