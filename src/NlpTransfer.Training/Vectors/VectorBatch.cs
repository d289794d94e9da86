using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Texts of a step with the vectors that they should get; computed in parts, which are held against each other all the same.</summary>
internal sealed class VectorBatch : IDisposable, IPartedBatch<VectorBatch>
{
    private readonly TokenBatch? _tokens;
    private readonly bool _isPart;

    private VectorBatch(TokenBatch? tokens, Tensor targets, bool contrasts, Tensor? repeats, IReadOnlyList<VectorBatch>? parts)
    {
        (_tokens, Targets, Contrasts, Repeats) = (tokens, targets.DetachFromDisposeScope(), contrasts, repeats?.DetachFromDisposeScope());
        Parts = parts ?? [this];
        foreach (VectorBatch part in parts ?? [])
            part.Whole = this;
    }

    private VectorBatch(TokenBatch tokens, Tensor targets, bool contrasts)
        : this(tokens, targets, contrasts, null, null) => _isPart = true;

    /// <inheritdoc/>
    public IReadOnlyList<VectorBatch> Parts { get; }

    /// <summary>The batch that this is a part of; itself where it is none.</summary>
    internal VectorBatch Whole { get => field ?? this; private set; }

    /// <summary>Ids and mask.</summary>
    internal TokenBatch Tokens => _tokens ?? throw new InvalidOperationException("the batch is several, which are computed one by one");

    /// <summary>Unit vectors, <c>[batch, hidden]</c>.</summary>
    internal Tensor Targets { get; }

    /// <summary>Whether the texts are held against each other.</summary>
    internal bool Contrasts { get; }

    /// <summary>Pairs of different texts with the same target, <c>[batch, batch]</c>, true or false; null where there are none.</summary>
    internal Tensor? Repeats { get; }

    /// <summary>Of a part: its share of the whole's loss, and the gradient of that loss by the part's vectors; null where it is a batch of its own.</summary>
    internal (double Loss, Tensor Gradient)? Share { get; private set; }

    /// <summary>Makes a batch of examples whose targets are there.</summary>
    /// <param name="cut">The examples; several lists where they are computed in parts.</param>
    /// <param name="teacher">Has the targets.</param>
    /// <param name="paddingId">The id that fills up.</param>
    internal static VectorBatch Create(IReadOnlyList<IReadOnlyList<VectorExample>> cut, TeacherVectors teacher, int paddingId) =>
        Create(cut, examples => TargetsOf(examples, teacher), paddingId);

    /// <summary>Makes a batch.</summary>
    /// <param name="cut">As above.</param>
    /// <param name="targets">Gives the unit vectors of some examples, <c>[batch, hidden]</c>.</param>
    /// <param name="paddingId">As above.</param>
    internal static VectorBatch Create(IReadOnlyList<IReadOnlyList<VectorExample>> cut, Func<IReadOnlyList<VectorExample>, Tensor> targets, int paddingId)
    {
        VectorExample[] all = [.. cut.SelectMany(examples => examples)];
        if (cut.Count == 1)
            return new VectorBatch(Read(all, paddingId), targets(all), all[0].Contrasts, FindRepeats(all), null);
        VectorBatch[] parts = [.. cut.Select(examples => new VectorBatch(Read(examples, paddingId), targets(examples), examples[0].Contrasts))];
        return new VectorBatch(null, targets(all), all[0].Contrasts, FindRepeats(all), parts);
    }

    /// <summary>Says what share a part has in the loss of the whole.</summary>
    /// <param name="loss">The share.</param>
    /// <param name="gradient">The loss's gradient by the part's vectors, <c>[batch, hidden]</c>.</param>
    internal void TakeShare(double loss, Tensor gradient)
    {
        Share?.Gradient.Dispose();
        Share = (loss, gradient.DetachFromDisposeScope());
    }

    public void Dispose()
    {
        foreach (VectorBatch part in Parts.Where(part => part._isPart && part != this))
            part.Dispose();
        _tokens?.Dispose();
        Targets.Dispose();
        Repeats?.Dispose();
        Share?.Gradient.Dispose();
    }

    private static TokenBatch Read(IReadOnlyList<VectorExample> examples, int paddingId) => TokenBatch.Create([.. examples.Select(example => example.Ids)], paddingId);

    private static Tensor TargetsOf(IReadOnlyList<VectorExample> examples, TeacherVectors teacher)
    {
        Tensor targets = zeros(examples.Count, teacher.Width);
        Span<float> values = TensorMemory.Of(targets);
        for (int i = 0; i < examples.Count; i++)
            teacher.Read(examples[i].Target, values.Slice(i * teacher.Width, teacher.Width));
        return targets;
    }

    private static Tensor? FindRepeats(VectorExample[] examples)
    {
        int count = examples.Length;
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
