using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>The states that frozen lower layers give each row, computed once: an epoch then costs only what is above them.</summary>
internal sealed class FrozenStates
{
    /// <summary>More than this is not kept: the lower layers then run anew for every batch.</summary>
    internal const long LargestBytes = 2L << 30;

    private readonly float[][] _rows;
    private readonly int _width;

    private FrozenStates(float[][] rows, int width) => (_rows, _width) = (rows, width);

    /// <summary>Bytes that the states of some rows take.</summary>
    internal static long EstimateBytes(IReadOnlyList<int[]> ids, int width) => ids.Sum(row => (long)row.Length * width * sizeof(float));

    /// <summary>Runs the frozen layers over all rows.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="ids">Ids of each row, with special tokens.</param>
    /// <param name="layers">How many layers are frozen.</param>
    /// <param name="batchTokens">Tokens of a batch, padding included.</param>
    /// <param name="progress">Told of rows done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    internal static FrozenStates Compute(
        TorchEncoder encoder, IReadOnlyList<int[]> ids, int layers, int batchTokens, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        int width = encoder.Config.HiddenSize, done = 0;
        float[][] rows = new float[ids.Count][];
        using var _ = inference_mode();
        foreach (int[] batch in LengthBatches.Of([.. ids.Select(row => row.Length)], batchTokens))
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            using TokenBatch tokens = TokenBatch.Create([.. batch.Select(row => ids[row])], encoder.Config.PaddingId);
            Tensor? scores = TorchEncoder.ScoreMask(tokens.IsPadded ? tokens.Mask : null);
            Tensor states = encoder.RunLayers(encoder.Embed(tokens.Ids), scores, 0, layers).contiguous();
            Span<float> values = TensorMemory.Of(states);
            int stride = (int)states.shape[1] * width;
            for (int i = 0; i < batch.Length; i++)
                rows[batch[i]] = values.Slice(i * stride, ids[batch[i]].Length * width).ToArray();
            progress?.Report(new WorkProgress("computing frozen layers", done += batch.Length, ids.Count));
        }

        return new FrozenStates(rows, width);
    }

    /// <summary>The states of some rows, padded with zeros, <c>[rows, length, hidden]</c>.</summary>
    internal Tensor Gather(IReadOnlyList<int> rows, int length)
    {
        // Filled where libtorch allocates: an array of the runtime's is not aligned as the matrix product wants it, and its last digits would differ from run to run.
        Tensor states = zeros(rows.Count, length, _width);
        Span<float> values = TensorMemory.Of(states);
        for (int i = 0; i < rows.Count; i++)
            _rows[rows[i]].CopyTo(values[(i * length * _width)..]);
        return states;
    }
}
