using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Texts of a step with the vectors that they should get.</summary>
internal sealed class VectorBatch : IDisposable
{
    private VectorBatch(TokenBatch tokens, Tensor targets, bool contrasts, Tensor? repeats) =>
        (Tokens, Targets, Contrasts, Repeats) = (tokens, targets.DetachFromDisposeScope(), contrasts, repeats?.DetachFromDisposeScope());

    /// <summary>Ids and mask.</summary>
    internal TokenBatch Tokens { get; }

    /// <summary>Unit vectors, <c>[batch, hidden]</c>.</summary>
    internal Tensor Targets { get; }

    /// <summary>Whether the texts are held against each other.</summary>
    internal bool Contrasts { get; }

    /// <summary>Pairs of different texts with the same target, <c>[batch, batch]</c>, true or false; null where there are none.</summary>
    internal Tensor? Repeats { get; }

    /// <summary>Makes a batch of examples whose targets are there.</summary>
    internal static VectorBatch Create(IReadOnlyList<VectorExample> examples, TeacherVectors teacher, int paddingId)
    {
        Tensor targets = zeros(examples.Count, teacher.Width);
        Span<float> values = TensorMemory.Of(targets);
        for (int i = 0; i < examples.Count; i++)
            teacher.Read(examples[i].Target, values.Slice(i * teacher.Width, teacher.Width));
        return new VectorBatch(TokenBatch.Create([.. examples.Select(example => example.Ids)], paddingId), targets, examples[0].Contrasts, FindRepeats(examples));
    }

    public void Dispose()
    {
        Tokens.Dispose();
        Targets.Dispose();
        Repeats?.Dispose();
    }

    private static Tensor? FindRepeats(IReadOnlyList<VectorExample> examples)
    {
        int count = examples.Count;
        if (examples.DistinctBy(example => example.Target).Count() == count)
            return null;
        bool[] same = new bool[count * count];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
                same[(row * count) + column] = row != column && examples[row].Target == examples[column].Target;
        }

        return tensor(same, count, count);
    }
}
