using NlpTransfer.Corpora;
using NlpTransfer.Models.Mini;
using NlpTransfer.Training;

namespace NlpTransfer.Conformance.Tests;

/// <summary>The embedded model fine-tuned for a moment and saved: what a user has after the first training.</summary>
public sealed class FineTunedFolder : IAsyncLifetime
{
    /// <summary>The labels, in the order of the head's rows.</summary>
    public static IReadOnlyList<string> Labels { get; } = ["food", "sport", "weather"];

    private readonly string _home = Directory.CreateTempSubdirectory("nlptransfer-conformance-").FullName;

    /// <summary>The saved folder.</summary>
    public string Path => System.IO.Path.Combine(_home, "tuned");

    /// <summary>The folder it was made from.</summary>
    public static string Parent => MiniModel.Path;

    public async Task InitializeAsync()
    {
        CorpusRow[] rows =
        [
            .. Enumerable.Range(0, 18).Select(i => new CorpusRow($"{Labels[i % 3]} ọ̀rọ̀ {i}") { Label = Labels[i % 3], Id = $"row-{i}" }),
        ];
        using TrainedClassifier trained = await ClassifierTraining.RunAsync(
            ModelFolder.Open(Parent),
            LabeledCorpus.FromRows(rows, "yor"),
            new() { Strategy = ClassifierStrategy.Top(1), SecondStage = FineTuningOptions.SecondStage with { MaxSteps = 1 } });
        await trained.SaveAsync(Path);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_home, recursive: true);
        return Task.CompletedTask;
    }
}
