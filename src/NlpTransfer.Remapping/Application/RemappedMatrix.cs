namespace NlpTransfer.Remapping;

/// <summary>Applies a plan to a tensor with a row for each token, block by block.</summary>
internal static class RemappedMatrix
{
    // Rows of a block: with a width of 1,024 in single precision 4 MiB.
    private const int Block = 1 << 10;

    /// <summary>
    /// The tensor as it will be. It is computed while it is written: a row that is one old row with weight one is copied byte for byte; another is summed in
    /// double precision and rounded once, to the type that was read.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="source">Where the old tensor lies; stays open until the new one is written.</param>
    /// <param name="name">Its name, old and new.</param>
    /// <param name="axis">The dimension that is the vocabulary; those before it are 1.</param>
    /// <param name="report">Is told the number of rows done; may be null.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static NamedTensor Create(RemapPlan plan, ITensorSource source, string name, int axis, Action<int>? report, CancellationToken cancellation)
    {
        TensorInfo info = source.Require(name);
        long[] shape = [.. info.Shape];
        shape[axis] = plan.NewVocabularySize;
        return NamedTensor.FromWriter(name, info.Type, shape, stream => Write(plan, source, info, info.Shape[axis], stream, report, cancellation));
    }

    private static void Write(RemapPlan plan, ITensorSource source, TensorInfo info, long rows, Stream stream, Action<int>? report, CancellationToken cancellation)
    {
        int elements = checked((int)(info.ElementCount / rows));
        int width = elements * info.Type.ElementSize();
        var block = new byte[Math.Min(Block, plan.NewVocabularySize) * width];
        var (sum, values) = (new double[elements], new double[elements]);
        for (int start = 0; start < plan.NewVocabularySize; start += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(Block, plan.NewVocabularySize - start);
            for (int row = 0; row < count; row++)
                Fill(plan.RowsOf(start + row), source, info, block.AsSpan(row * width, width), sum, values);
            stream.Write(block, 0, count * width);
            report?.Invoke(start + count);
        }
    }

    private static void Fill(ReadOnlySpan<RemapRow> rows, ITensorSource source, TensorInfo info, Span<byte> target, double[] sum, double[] values)
    {
        int width = target.Length;
        if (rows.Length == 1 && rows[0].Weight == 1)
        {
            source.GetBytes(info.Name, (long)rows[0].OldToken * width, width).CopyTo(target);
            return;
        }

        Array.Clear(sum);
        foreach (RemapRow row in rows)
        {
            TensorConversion.ToDoubles(source.GetBytes(info.Name, (long)row.OldToken * width, width), info.Type, values);
            for (int i = 0; i < sum.Length; i++)
                sum[i] += row.Weight * values[i];
        }

        if (TensorConversion.Convert(System.Runtime.InteropServices.MemoryMarshal.AsBytes(sum.AsSpan()), TensorType.Float64, target, info.Type) >= 0)
            throw new NlpTransferException($"Tensor '{info.Name}': the row of new token {rows[0].NewToken} is too large for {info.Type}; convert the model to single precision first.");
    }
}
