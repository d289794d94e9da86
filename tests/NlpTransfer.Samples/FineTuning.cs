using NlpTransfer.Corpora;
using NlpTransfer.Evaluation;
using NlpTransfer.Models.Mini;
using NlpTransfer.Training;

namespace NlpTransfer.Samples;

/// <summary>From labelled rows to a saved classifier and a verdict.</summary>
internal static class FineTuning
{
    public static async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        #region README
        // Fine-tune a classifier for a new language, with help from others.
        var yoruba = LabeledCorpus.Open("train.yo.tsv", "yo");
        LabeledCorpus[] sources = [LabeledCorpus.Open("train.en.tsv", "en"), LabeledCorpus.Open("train.fr.tsv", "fr")];
        var model = ModelFolder.Open(MiniModel.Path);
        using TrainedClassifier trained = await ClassifierTraining.RunAsync(model, yoruba, new() { TransferFrom = sources, Seed = 1 }, progress, cancellation);
        await trained.SaveAsync("yo-topics");

        // Know whether it helped.
        var heldOut = LabeledCorpus.Open("test.yo.tsv", "yo");
        EvaluationReport report = await ClassifierEvaluation.RunAsync(
            trained, heldOut, new() { Floor = ("letters", trained.Floor!), TrainedOn = trained.TrainingRows }, progress, cancellation);
        Console.WriteLine(report.Summary);
        #endregion
    }
}
