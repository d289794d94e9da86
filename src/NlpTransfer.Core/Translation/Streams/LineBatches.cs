using System.Runtime.CompilerServices;

namespace NlpTransfer;

/// <summary>
/// Gathers lines of a stream into batches without keeping any back: a batch ends where the next line is not there yet. The first ones are small, so that the first translations
/// come soon.
/// </summary>
internal static class LineBatches
{
    private const int First = 4;

    public static async IAsyncEnumerable<List<SourceLine>> GatherAsync(
        IAsyncEnumerable<SourceLine> lines, int largest, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IAsyncEnumerator<SourceLine> source = lines.GetAsyncEnumerator(cancellationToken);
        int size = Math.Min(First, largest);
        Task<bool> pending = source.MoveNextAsync().AsTask();
        try
        {
            while (await pending.ConfigureAwait(false))
            {
                var batch = new List<SourceLine>(size) { source.Current };
                pending = source.MoveNextAsync().AsTask();
                while (batch.Count < size && pending.IsCompletedSuccessfully && await pending.ConfigureAwait(false))
                {
                    batch.Add(source.Current);
                    pending = source.MoveNextAsync().AsTask();
                }

                yield return batch;
                size = Math.Min(2 * size, largest);
            }
        }
        finally
        {
            // Whoever stops while the next line is awaited leaves it to itself: an iterator can't be disposed as it runs.
            if (pending.IsCompleted)
                await source.DisposeAsync().ConfigureAwait(false);
        }
    }
}
