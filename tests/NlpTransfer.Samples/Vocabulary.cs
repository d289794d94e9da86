using NlpTransfer.Corpora;
using NlpTransfer.Models.Mini;
using NlpTransfer.Remapping;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Samples;

/// <summary>From plain text to a model with another vocabulary.</summary>
internal static class Vocabulary
{
    public static async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        #region README
        // Give the model a vocabulary that fits the language.
        var text = TextCorpus.Open("yo.txt", "yo");
        TextTokenizer tokenizer = UnigramTrainer.Train(text, new() { VocabularySize = 500 }, progress, cancellation);
        TokenVectors vectors = SkipGram.TrainTokens(tokenizer, text, progress: progress, cancellation: cancellation);
        var encoder = ModelFolder.Open(MiniModel.Path);
        var plan = RemapPlan.Create(encoder, tokenizer, new CopyInitializer(), new FocusInitializer(vectors), new MeanInitializer());
        await plan.SaveAsync("plan.parquet", cancellation: cancellation);      // one row per (new piece, old piece, weight, method)
        await plan.ApplyAsync(encoder, "mini-yo", progress: progress, cancellation: cancellation);
        #endregion
    }
}
