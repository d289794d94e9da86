using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// States of the tokens so far in memory with room for more, so that a further token costs no copy of those before it. Where rows change places, all are copied
/// once, into a second piece of memory that then takes the first one's place.
/// </summary>
internal sealed class CachedStates : IDisposable
{
    private const int Room = 16;

    // Below so many values handing out parts costs more than it gains.
    private const long FewestInParallel = 1 << 18;

    private Tensor? _now;
    private Tensor? _other;

    /// <summary>Adds the states of further tokens.</summary>
    /// <param name="added"><c>[rows, heads, length, width]</c>.</param>
    /// <param name="rows">For each row the one that it was before; null where all are where they were.</param>
    /// <param name="length">Tokens before.</param>
    /// <returns>All of them, a view.</returns>
    internal Tensor Append(Tensor added, int[]? rows, int length)
    {
        long[] shape = added.shape;
        long all = length + shape[2];
        if (!Fits(_now, shape[0], all) || (rows is not null && length > 0))
            Move(shape, rows, length, all);
        Tensor whole = _now!.narrow(0, 0, shape[0]).narrow(2, 0, all);
        whole.narrow(2, length, shape[2]).copy_(added);
        return whole;
    }

    public void Dispose()
    {
        _now?.Dispose();
        _other?.Dispose();
    }

    private static bool Fits(Tensor? states, long rows, long length) => states is not null && states.shape[0] >= rows && states.shape[2] >= length;

    private void Move(long[] shape, int[]? rows, int length, long all)
    {
        if (!Fits(_other, shape[0], all))
        {
            _other?.Dispose();
            _other = empty(shape[0], shape[1], all + Math.Max(Room, all / 2), shape[3]).DetachFromDisposeScope();
        }

        if (length > 0)
            Copy(_now!, _other!, (int)shape[0], rows, length);
        (_now, _other) = (_other, _now);
    }

    private static unsafe void Copy(Tensor from, Tensor to, int count, int[]? rows, int length)
    {
        long heads = from.shape[1], width = from.shape[3], fromStride = from.shape[2] * width, toStride = to.shape[2] * width;
        float* source = Start(from), target = Start(to);
        nuint bytes = (nuint)(length * width * sizeof(float));
        void Row(int row)
        {
            float* old = source + ((rows?[row] ?? row) * heads * fromStride), fresh = target + (row * heads * toStride);
            for (long head = 0; head < heads; head++)
                NativeMemory.Copy(old + (head * fromStride), fresh + (head * toStride), bytes);
        }

        if (LibTorch.Threads > 1 && count * heads * length * width >= FewestInParallel)
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = LibTorch.Threads }, Row);
            return;
        }

        for (int row = 0; row < count; row++)
            Row(row);
    }

    // A view of one place, because there may be more bytes than a span can hold; libtorch's memory does not move.
    private static unsafe float* Start(Tensor states)
    {
        using Tensor first = states.view(-1).narrow(0, 0, 1);
        fixed (float* start = TensorMemory.Of(first))
            return start;
    }
}
