using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Rows of a step: their tokens, or the states that frozen lower layers gave them, with their labels; or several such batches that make one step together.</summary>
internal sealed class ClassificationBatch : IDisposable, IPartedBatch<ClassificationBatch>
{
    private readonly TokenBatch? _tokens;
    private readonly Tensor? _labels;

    private ClassificationBatch(TokenBatch tokens, Tensor? hidden, Tensor labels)
    {
        (_tokens, Hidden, _labels) = (tokens, hidden, labels);
        Parts = [this];
    }

    private ClassificationBatch(IReadOnlyList<ClassificationBatch> parts) => Parts = parts;

    /// <inheritdoc/>
    public IReadOnlyList<ClassificationBatch> Parts { get; }

    /// <summary>Ids and mask.</summary>
    internal TokenBatch Tokens => _tokens ?? throw Parted();

    /// <summary>States below the first layer that trains, <c>[batch, length, hidden]</c>; null where every layer runs.</summary>
    internal Tensor? Hidden { get; }

    /// <summary>Label indices, <c>[batch]</c>, 64-bit integers.</summary>
    internal Tensor Labels => _labels ?? throw Parted();

    /// <summary>Number of rows.</summary>
    internal long Count => Labels.shape[0];

    internal static ClassificationBatch Create(IReadOnlyList<int[]> ids, IReadOnlyList<int> labels, int paddingId, FrozenStates? states, IReadOnlyList<int> rows)
    {
        TokenBatch tokens = TokenBatch.Create(ids, paddingId);
        return new ClassificationBatch(tokens, states?.Gather(rows, (int)tokens.Ids.shape[1]), tensor(labels.Select(label => (long)label).ToArray()));
    }

    /// <summary>Makes one step of several batches.</summary>
    /// <param name="parts">The batches; it disposes them.</param>
    internal static ClassificationBatch Join(IReadOnlyList<ClassificationBatch> parts) => parts.Count == 1 ? parts[0] : new ClassificationBatch(parts);

    public void Dispose()
    {
        if (_tokens is null)
        {
            foreach (ClassificationBatch part in Parts)
                part.Dispose();
            return;
        }

        _tokens.Dispose();
        Hidden?.Dispose();
        _labels!.Dispose();
    }

    private static InvalidOperationException Parted() => new("the batch is several, which are computed one by one");
}
