using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// Runs texts through a model in batches of similar lengths; results come in the order of the texts. The same texts make the same batches, and so
/// the same bytes; in other batches a text's values may differ in the last digits.
/// </summary>
/// <param name="input">Makes ids of a text.</param>
/// <param name="paddingId">Fills a batch.</param>
/// <param name="batchTokens">Tokens of a batch, padding included; a text longer than that is a batch of its own.</param>
internal sealed class TextRunner(EncoderInput input, int paddingId, int batchTokens)
{
    /// <summary>The default number of tokens of a batch.</summary>
    internal const int DefaultBatchTokens = 2048;

    /// <summary>Runs texts.</summary>
    /// <param name="phase">What is done, for progress.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="model">Computes one row of values a text, <c>[batch, values]</c>.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>The values of each text, and how many of its tokens were not read.</returns>
    internal (float[] Values, int CutTokens)[] Run(
        string phase, IReadOnlyList<string> texts, Func<TokenBatch, Tensor> model, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var results = new (float[] Values, int CutTokens)[texts.Count];
        int[][] ids = new int[texts.Count][];
        for (int i = 0; i < texts.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            ids[i] = input.Encode(texts[i], out results[i].CutTokens);
        }

        int done = 0;
        LibTorch.ApplyThreads();
        using var _ = inference_mode();
        foreach (int[] rows in LengthBatches.Of([.. ids.Select(row => row.Length)], batchTokens))
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            using TokenBatch batch = TokenBatch.Create([.. rows.Select(row => ids[row])], paddingId);
            Tensor values = model(batch).contiguous();
            ReadOnlySpan<float> memory = TensorMemory.Of(values);
            int width = (int)values.shape[1];
            for (int i = 0; i < rows.Length; i++)
                results[rows[i]].Values = memory.Slice(i * width, width).ToArray();
            progress?.Report(new WorkProgress(phase, done += rows.Length, texts.Count));
        }

        return results;
    }
}
