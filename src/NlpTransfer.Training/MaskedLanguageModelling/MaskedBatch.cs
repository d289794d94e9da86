using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Sequences with hidden tokens, padded to one length; or several such batches that make one step together.</summary>
internal sealed class MaskedBatch : IDisposable, IPartedBatch<MaskedBatch>
{
    private readonly TokenBatch? _tokens;
    private readonly Tensor? _positions;
    private readonly Tensor? _labels;

    private MaskedBatch(TokenBatch tokens, Tensor positions, Tensor labels)
    {
        (_tokens, _positions, _labels) = (tokens, positions.DetachFromDisposeScope(), labels.DetachFromDisposeScope());
        Parts = [this];
    }

    private MaskedBatch(IReadOnlyList<MaskedBatch> parts) => Parts = parts;

    /// <inheritdoc/>
    public IReadOnlyList<MaskedBatch> Parts { get; }

    /// <summary>Ids, mask and segments.</summary>
    internal TokenBatch Tokens => _tokens ?? throw Parted();

    /// <summary>The places to guess among all places row by row, <c>[guesses]</c>, 64-bit integers.</summary>
    internal Tensor Positions => _positions ?? throw Parted();

    /// <summary>The ids that belong there, <c>[guesses]</c>, 64-bit integers.</summary>
    internal Tensor Labels => _labels ?? throw Parted();

    /// <summary>Makes a batch.</summary>
    /// <param name="sequences">The sequences; at least one.</param>
    /// <param name="paddingId">The id that fills up.</param>
    /// <param name="hasSegments">Whether the model tells segments apart.</param>
    internal static MaskedBatch Create(IReadOnlyList<MaskedSequence> sequences, int paddingId, bool hasSegments)
    {
        int length = sequences.Max(sequence => sequence.Ids.Length);
        long[] ids = new long[sequences.Count * length], mask = new long[ids.Length];
        long[]? types = hasSegments && sequences.Any(sequence => sequence.SecondAt < sequence.Ids.Length) ? new long[ids.Length] : null;
        Array.Fill(ids, paddingId);
        var positions = new List<long>();
        var labels = new List<long>();
        for (int row = 0; row < sequences.Count; row++)
        {
            MaskedSequence sequence = sequences[row];
            int start = row * length;
            for (int i = 0; i < sequence.Ids.Length; i++)
            {
                ids[start + i] = sequence.Ids[i];
                mask[start + i] = 1;
                if (types is not null && i >= sequence.SecondAt)
                    types[start + i] = 1;
            }

            positions.AddRange(sequence.Positions.Select(place => (long)(start + place)));
            labels.AddRange(sequence.Labels.Select(label => (long)label));
        }

        return new MaskedBatch(TokenBatch.Create(ids, mask, types, length), tensor(positions.ToArray()), tensor(labels.ToArray()));
    }

    /// <summary>Makes one step of several batches.</summary>
    /// <param name="parts">The batches; it disposes them.</param>
    internal static MaskedBatch Join(IReadOnlyList<MaskedBatch> parts) => parts.Count == 1 ? parts[0] : new MaskedBatch(parts);

    public void Dispose()
    {
        if (_tokens is null)
        {
            foreach (MaskedBatch part in Parts)
                part.Dispose();
            return;
        }

        _tokens.Dispose();
        _positions!.Dispose();
        _labels!.Dispose();
    }

    private static InvalidOperationException Parted() => new("the batch is several, which are computed one by one");
}
