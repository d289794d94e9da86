using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>Parallel text of made-up languages.</summary>
internal static class ToyPairs
{
    internal static readonly VectorAlignmentOptions Quick = new()
    {
        Training = new() { LearningRate = 1e-3, BatchTokens = 128, Epochs = 6, Contrast = 0.3 },
        Keep = [ToyRemap.Text("fra", 60), ToyRemap.Text("hau", 60)],
        HeldOutPairs = 20,
    };

    /// <summary>English sentences with their translations.</summary>
    internal static PairCorpus Corpus(string target = "yor", int count = 150, ulong seed = 5) => PairCorpus.FromPairs(
    [
        .. ToyCorpus.Rows("eng", count, seed).Zip(ToyCorpus.Rows(target, count, seed), (source, translation) => new TextPair(source.Text, translation.Text, "eng", target)),
    ]);
}
