namespace NlpTransfer.Training;

/// <summary>The batches of one epoch.</summary>
/// <typeparam name="TBatch">What a step reads.</typeparam>
/// <param name="Count">How many there are.</param>
/// <param name="Batches">Makes them one after the other; each is disposed after its step.</param>
internal sealed record EpochPlan<TBatch>(int Count, IEnumerable<(TBatch Batch, int Tokens)> Batches)
    where TBatch : IDisposable
{
    /// <summary>Passes over so many batches at the beginning, which an earlier run read, without making them; null where they are made and thrown away.</summary>
    internal Action<int>? Skip { get; init; }

    /// <summary>The batches after those that an earlier run read.</summary>
    internal IEnumerable<(TBatch Batch, int Tokens)> From(int first)
    {
        if (first == 0)
            return Batches;
        if (Skip is null)
            return WithoutFirst(first);
        Skip(first);
        return Batches;
    }

    private IEnumerable<(TBatch Batch, int Tokens)> WithoutFirst(int count)
    {
        int place = 0;
        foreach ((TBatch Batch, int Tokens) next in Batches)
        {
            if (place++ < count)
                next.Batch.Dispose();
            else
                yield return next;
        }
    }
}
