using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Rows of a step: their tokens, or the states that frozen lower layers gave them, with their labels.</summary>
internal sealed class ClassificationBatch : IDisposable
{
    private ClassificationBatch(TokenBatch tokens, Tensor? hidden, Tensor labels)
    {
        (Tokens, Hidden, Labels) = (tokens, hidden, labels);
    }

    /// <summary>Ids and mask.</summary>
    internal TokenBatch Tokens { get; }

    /// <summary>States below the first layer that trains, <c>[batch, length, hidden]</c>; null where every layer runs.</summary>
    internal Tensor? Hidden { get; }

    /// <summary>Label indices, <c>[batch]</c>, 64-bit integers.</summary>
    internal Tensor Labels { get; }

    /// <summary>Number of rows.</summary>
    internal long Count => Labels.shape[0];

    internal static ClassificationBatch Create(IReadOnlyList<int[]> ids, IReadOnlyList<int> labels, int paddingId, FrozenStates? states, IReadOnlyList<int> rows)
    {
        TokenBatch tokens = TokenBatch.Create(ids, paddingId);
        return new ClassificationBatch(tokens, states?.Gather(rows, (int)tokens.Ids.shape[1]), tensor(labels.Select(label => (long)label).ToArray()));
    }

    public void Dispose()
    {
        Tokens.Dispose();
        Hidden?.Dispose();
        Labels.Dispose();
    }
}
