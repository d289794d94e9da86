using System.Diagnostics;
using NlpTransfer.Torch;
using NlpTransfer.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Benchmarks;

/// <summary>Training steps of a masked language model with random weights.</summary>
internal sealed class MaskedBench : IDisposable
{
    private readonly int _vocabulary;
    private readonly MaskedLanguageModel _model;
    private readonly MaskedLanguageModelObjective _objective = new();
    private readonly TokenMasker _masker;
    private readonly AdamW _optimizer;

    internal MaskedBench(int layers, int width, int vocabulary)
    {
        _vocabulary = vocabulary;
        var tokens = new SpecialTokens { Padding = 1, Begin = 0, End = 2, Unknown = 3, Mask = 4 };
        _model = TemporaryModel.Use(
            folder => NewEncoder.WriteInto(folder, new NewEncoderOptions { Layers = layers, HiddenSize = width, Heads = width / 64 }, vocabulary, tokens, 1), folder => MaskedLanguageModel.Load(folder));
        _model.SetTrainable(layers: true);
        _masker = new TokenMasker(new MaskableTokens(4, vocabulary, [0, 1, 2, 3]), new MaskingOptions());
        _optimizer = new AdamW([new AdamWGroup([.. _model.Parameters], 1e-6, 0.01)]);
    }

    /// <summary>Seconds of a step: forward, backward, optimiser.</summary>
    /// <param name="lengths">Tokens of each sequence.</param>
    /// <param name="everywhere">Whether logits are computed at every place, as most implementations do, instead of those that are guessed.</param>
    internal double Step(IReadOnlyList<int> lengths, bool everywhere = false)
    {
        using MaskedBatch batch = Batch(lengths);
        long start = Stopwatch.GetTimestamp();
        using (DisposeScope scope = NewDisposeScope())
            (everywhere ? LossEverywhere(batch) : _objective.Compute(batch, _model, 1, 0).Sum).backward();
        _optimizer.Step(1, 1, 1e-3);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => _model.Dispose();

    private Tensor LossEverywhere(MaskedBatch batch)
    {
        Tensor hidden = _model.Encoder.Forward(batch.Tokens);
        Tensor logits = _model.Model.Logits(hidden, null)!.reshape(-1, _vocabulary);
        Tensor labels = full(logits.shape[0], -100L, ScalarType.Int64).index_copy(0, batch.Positions, batch.Labels);
        return nn.functional.cross_entropy(logits, labels, ignore_index: -100, reduction: nn.Reduction.Sum);
    }

    private MaskedBatch Batch(IReadOnlyList<int> lengths)
    {
        var random = new CounterRandom(1, "benchmark");
        MaskedSequence Sequence(int length)
        {
            int[] ids = [0, .. Enumerable.Range(0, length - 2).Select(_ => 5 + random.NextInt32(_vocabulary - 5)), 2];
            return _masker.Apply(new MaskedExample(ids, ids.Length), random);
        }

        return MaskedBatch.Create([.. lengths.Select(Sequence)], 1, hasSegments: false);
    }
}
