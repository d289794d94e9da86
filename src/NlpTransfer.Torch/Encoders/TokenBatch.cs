using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>The token ids of several texts, padded to one length.</summary>
public sealed class TokenBatch : IDisposable
{
    private TokenBatch(Tensor ids, Tensor mask, Tensor? typeIds, bool isPadded)
    {
        (Ids, Mask, TypeIds, IsPadded) = (ids.DetachFromDisposeScope(), mask.DetachFromDisposeScope(), typeIds?.DetachFromDisposeScope(), isPadded);
    }

    /// <summary>Token ids, <c>[batch, length]</c>, 64-bit integers.</summary>
    public Tensor Ids { get; }

    /// <summary>1 for tokens and 0 for padding, <c>[batch, length]</c>, single precision.</summary>
    public Tensor Mask { get; }

    /// <summary>Segment ids, <c>[batch, length]</c>, 64-bit integers; null for all zero.</summary>
    public Tensor? TypeIds { get; }

    /// <summary>Whether any place is padding.</summary>
    public bool IsPadded { get; }

    /// <summary>Pads sequences to the longest.</summary>
    /// <param name="sequences">Ids with special tokens; at least one sequence, none empty.</param>
    /// <param name="paddingId">The id that fills up.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one is empty.</exception>
    public static TokenBatch Create(IReadOnlyList<int[]> sequences, int paddingId)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (sequences.Count == 0 || sequences.Any(sequence => sequence.Length == 0))
            throw new ArgumentException("a batch needs at least one sequence, and none may be empty", nameof(sequences));
        int length = sequences.Max(sequence => sequence.Length);
        long[] ids = new long[sequences.Count * length], mask = new long[ids.Length];
        Array.Fill(ids, paddingId);
        for (int row = 0; row < sequences.Count; row++)
        {
            for (int i = 0; i < sequences[row].Length; i++)
            {
                ids[(row * length) + i] = sequences[row][i];
                mask[(row * length) + i] = 1;
            }
        }

        return Create(ids, mask, null, length);
    }

    /// <summary>Takes ids that are padded already.</summary>
    /// <param name="ids">Token ids, row-major.</param>
    /// <param name="mask">1 for tokens and 0 for padding, row-major; every row needs a token.</param>
    /// <param name="typeIds">Segment ids, row-major; null for all zero.</param>
    /// <param name="length">Length of a row.</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    public static TokenBatch Create(long[] ids, long[] mask, long[]? typeIds, int length)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(mask);
        if (length < 1 || ids.Length == 0 || ids.Length % length != 0 || mask.Length != ids.Length || (typeIds ?? ids).Length != ids.Length)
            throw new ArgumentException($"{ids.Length} ids, {mask.Length} mask values and {(typeIds ?? ids).Length} segment ids do not make rows of {length}", nameof(ids));
        LibTorch.EnsureAvailable();
        long rows = ids.Length / length;
        using Tensor integers = tensor(mask, rows, length);
        return new TokenBatch(
            tensor(ids, rows, length), integers.to_type(ScalarType.Float32), typeIds is null ? null : tensor(typeIds, rows, length), mask.Contains(0));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Mask.Dispose();
        TypeIds?.Dispose();
    }
}
