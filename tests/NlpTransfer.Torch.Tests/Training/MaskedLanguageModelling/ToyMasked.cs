using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>A tokenizer of the toy corpus with a mask token, and encoders of width 32 around it.</summary>
internal static class ToyMasked
{
    internal const int Vocabulary = 60;

    private static readonly Lazy<TextTokenizer> s_tokenizer = new(() => UnigramTrainer.Train(
        (string[])[.. ToyRemap.Text("yor", 200), .. ToyRemap.Text("eng", 200)], new TokenizerTrainingOptions { VocabularySize = Vocabulary }));

    internal static NewEncoderOptions Encoder { get; } = new() { Layers = 2, HiddenSize = 32, Heads = 2, MaxTokens = 32 };

    internal static MaskedTrainingOptions Quick { get; } = new() { LearningRate = 3e-3, BatchTokens = 256, MaxSteps = 40, Epochs = 100, Evaluations = 4, MaxLength = 32 };

    internal static PretrainingOptions Options { get; } = new() { Encoder = Encoder, Training = Quick, Texts = new() { PseudoPerplexityTexts = 3 } };

    internal static TextTokenizer Tokenizer => s_tokenizer.Value;

    /// <summary>Writes the tokenizer into a folder.</summary>
    internal static string WriteTokenizer(TemporaryFolder folder)
    {
        string path = folder.File("tokenizer");
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            Tokenizer.Save(path);
        }

        return path;
    }

    /// <summary>Writes an encoder that has learnt nothing.</summary>
    internal static ModelFolder WriteEncoder(TemporaryFolder folder, string name = "encoder", string family = "xlm-roberta", ulong seed = 1) =>
        NewEncoder.Write(WriteTokenizer(folder), folder.File(name), Encoder with { Family = family }, seed);

    internal static Task<TrainedMaskedModel> PretrainAsync(
        TemporaryFolder folder, PretrainingOptions? options = null, IReadOnlyList<TextCorpus>? texts = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        NlpTransfer.Training.Pretraining.RunAsync(WriteTokenizer(folder), texts ?? [ToyRemap.Text("yor"), ToyRemap.Text("eng", 60)], options ?? Options, progress, cancellation);
}
