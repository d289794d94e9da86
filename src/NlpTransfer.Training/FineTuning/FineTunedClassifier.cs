using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>A fine-tuned encoder with its head, for inference.</summary>
internal sealed class FineTunedClassifier(ClassifierModel model, EncoderInput input, IReadOnlyList<string> labels, int batchTokens) : ITextClassifier, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    public IReadOnlyList<string> Labels => labels;

    internal ClassifierModel Model => model;

    public async Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Classify(texts, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private TextClassification[] Classify(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        int[][] ids = new int[texts.Count][];
        int[] cut = new int[texts.Count];
        Parallel.For(0, texts.Count, i => ids[i] = input.Encode(texts[i], out cut[i]));
        var results = new TextClassification[texts.Count];
        using var _ = inference_mode();
        foreach (int[] batch in TokenBatches.Sorted([.. ids.Select(row => row.Length)], batchTokens))
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            using ClassificationBatch rows = ClassificationBatch.Create([.. batch.Select(row => ids[row])], [.. batch.Select(_ => 0)], model.Encoder.Config.PaddingId, null, batch);
            Tensor scores = nn.functional.log_softmax(model.Logits(rows, null).to_type(ScalarType.Float64), 1);
            double[] values = scores.data<double>().ToArray();
            for (int i = 0; i < batch.Length; i++)
                results[batch[i]] = new TextClassification(values[(i * labels.Count)..((i + 1) * labels.Count)], cut[batch[i]]);
        }

        return results;
    }

    public void Dispose()
    {
        model.Dispose();
        _gate.Dispose();
    }
}
