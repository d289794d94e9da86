using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Pairs padded to one length a side: sources, what the decoder is given, and what it has to say; or several such batches that make one step together.</summary>
internal sealed class SequenceBatch : IDisposable, IPartedBatch<SequenceBatch>
{
    private readonly TokenBatch? _source;
    private readonly Tensor? _inputs;
    private readonly Tensor? _places;
    private readonly Tensor? _labels;

    private SequenceBatch(TokenBatch source, Tensor inputs, Tensor places, Tensor labels)
    {
        (_source, _inputs, _places, _labels) = (source, inputs.DetachFromDisposeScope(), places.DetachFromDisposeScope(), labels.DetachFromDisposeScope());
        Parts = [this];
    }

    private SequenceBatch(IReadOnlyList<SequenceBatch> parts) => Parts = parts;

    /// <inheritdoc/>
    public IReadOnlyList<SequenceBatch> Parts { get; }

    /// <summary>The sources.</summary>
    internal TokenBatch Source => _source ?? throw Parted();

    /// <summary>The targets one place to the right, behind the start: <c>[batch, length]</c>.</summary>
    internal Tensor Inputs => _inputs ?? throw Parted();

    /// <summary>Places of the targets that are no padding, among all places row by row: <c>[tokens]</c>.</summary>
    internal Tensor Places => _places ?? throw Parted();

    /// <summary>The ids that belong there: <c>[tokens]</c>.</summary>
    internal Tensor Labels => _labels ?? throw Parted();

    /// <summary>Makes a batch.</summary>
    /// <param name="pairs">The pairs; at least one, no side empty.</param>
    /// <param name="config">The ids of start and padding.</param>
    internal static SequenceBatch Create(IReadOnlyList<SequencePair> pairs, TranslationConfig config)
    {
        int length = pairs.Max(pair => pair.Target.Length);
        long[] inputs = new long[pairs.Count * length];
        Array.Fill(inputs, config.PaddingId);
        var places = new List<long>();
        var labels = new List<long>();
        for (int row = 0; row < pairs.Count; row++)
        {
            int[] target = pairs[row].Target;
            inputs[row * length] = config.StartId;
            for (int i = 0; i < target.Length; i++)
            {
                if (i + 1 < target.Length)
                    inputs[(row * length) + i + 1] = target[i];
                places.Add((row * length) + i);
                labels.Add(target[i]);
            }
        }

        TokenBatch source = TokenBatch.Create([.. pairs.Select(pair => pair.Source)], config.Encoder.PaddingId);
        return new SequenceBatch(source, tensor(inputs, pairs.Count, length), tensor(places.ToArray()), tensor(labels.ToArray()));
    }

    /// <summary>Makes one step of several batches.</summary>
    /// <param name="parts">The batches; it disposes them.</param>
    internal static SequenceBatch Join(IReadOnlyList<SequenceBatch> parts) => parts.Count == 1 ? parts[0] : new SequenceBatch(parts);

    public void Dispose()
    {
        if (_source is null)
        {
            foreach (SequenceBatch part in Parts)
                part.Dispose();
            return;
        }

        _source.Dispose();
        _inputs!.Dispose();
        _places!.Dispose();
        _labels!.Dispose();
    }

    private static InvalidOperationException Parted() => new("the batch is several, which are computed one by one");
}
