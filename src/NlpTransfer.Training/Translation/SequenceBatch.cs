using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Pairs padded to one length a side: sources, what the decoder is given, and what it has to say.</summary>
internal sealed class SequenceBatch : IDisposable
{
    private SequenceBatch(TokenBatch source, Tensor inputs, Tensor places, Tensor labels) =>
        (Source, Inputs, Places, Labels) = (source, inputs.DetachFromDisposeScope(), places.DetachFromDisposeScope(), labels.DetachFromDisposeScope());

    /// <summary>The sources.</summary>
    internal TokenBatch Source { get; }

    /// <summary>The targets one place to the right, behind the start: <c>[batch, length]</c>.</summary>
    internal Tensor Inputs { get; }

    /// <summary>Places of the targets that are no padding, among all places row by row: <c>[tokens]</c>.</summary>
    internal Tensor Places { get; }

    /// <summary>The ids that belong there: <c>[tokens]</c>.</summary>
    internal Tensor Labels { get; }

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

    public void Dispose()
    {
        Source.Dispose();
        Inputs.Dispose();
        Places.Dispose();
        Labels.Dispose();
    }
}
