using System.Globalization;
using System.Runtime.InteropServices;
using NlpTransfer.Torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>The values that a loop changes: the weights that train, the optimiser's moments, the best weights so far, and whatever else the loop keeps.</summary>
/// <param name="parameters">The parameters; those that do not train are passed over.</param>
/// <param name="optimizer">The optimiser.</param>
/// <param name="more">Further values that belong to the state, such as averages of weights; arrays that are written in place.</param>
internal sealed class LoopTensors(IEnumerable<Parameter> parameters, AdamW optimizer, IReadOnlyList<float[]> more)
{
    private readonly Parameter[] _trained = [.. parameters.Where(parameter => parameter.requires_grad)];

    /// <summary>The best weights so far; null where there are none.</summary>
    internal WeightSnapshot? Best { get; private set; }

    /// <summary>Steps that the optimiser took.</summary>
    internal int OptimizerSteps => optimizer.Steps;

    /// <summary>Remembers the weights as the best so far.</summary>
    internal void TakeBest() => Best = WeightSnapshot.Take(_trained);

    /// <summary>The weights alone: what is left of a stage that has ended.</summary>
    internal IReadOnlyList<NamedTensor> Weights() =>
    [
        .. _trained.Select((parameter, place) => NamedTensor.FromWriter(
            Name("trained", place), TensorType.Float32, parameter.shape, stream => stream.Write(MemoryMarshal.AsBytes(TensorMemory.Of(parameter))))),
    ];

    /// <summary>All of it.</summary>
    internal IReadOnlyList<NamedTensor> All()
    {
        AdamWState moments = optimizer.State;
        return
        [
            .. Weights(), .. Named("first", moments.First), .. Named("second", moments.Second), .. Named("best", Best?.Values ?? []), .. Named("more", more),
        ];
    }

    /// <summary>Puts the weights of a stage that has ended back.</summary>
    /// <exception cref="ModelFormatException">They belong to another model.</exception>
    internal void RestoreWeights(ITensorSource source)
    {
        float[][] values = Read(source, "trained", [.. _trained.Select(parameter => parameter.numel())]);
        for (int i = 0; i < values.Length; i++)
            values[i].CopyTo(TensorMemory.Of(_trained[i]));
    }

    /// <summary>Puts all of it back.</summary>
    /// <param name="source">The tensors.</param>
    /// <param name="optimizerSteps">Steps that the optimiser had taken.</param>
    /// <param name="hasBest">Whether there were best weights.</param>
    /// <exception cref="ModelFormatException">They belong to another model.</exception>
    internal void Restore(ITensorSource source, int optimizerSteps, bool hasBest)
    {
        long[] lengths = [.. _trained.Select(parameter => parameter.numel())], moments = [.. optimizer.State.First.Select(values => (long)values.Length)];
        float[][] first = Read(source, "first", moments), second = Read(source, "second", moments), others = Read(source, "more", [.. more.Select(values => (long)values.Length)]);
        float[][]? best = hasBest ? Read(source, "best", lengths) : null;
        RestoreWeights(source);
        optimizer.Restore(new AdamWState(optimizerSteps, first, second));
        for (int i = 0; i < others.Length; i++)
            others[i].CopyTo(more[i], 0);
        Best = best is null ? null : WeightSnapshot.Of(_trained, best);
    }

    private static IEnumerable<NamedTensor> Named(string kind, IEnumerable<float[]> values) => values.Select((array, place) => NamedTensor.Create(Name(kind, place), array));

    private static float[][] Read(ITensorSource source, string kind, long[] lengths)
    {
        int there = source.Tensors.Count(tensor => tensor.Name.StartsWith(kind + ".", StringComparison.Ordinal));
        if (there != lengths.Length)
            throw new ModelFormatException($"{source.Location}: it holds {there} tensors '{kind}' where {lengths.Length} train; it is a checkpoint of another model.");
        var values = new float[lengths.Length][];
        for (int i = 0; i < lengths.Length; i++)
        {
            TensorInfo info = source.Require(Name(kind, i));
            if (info.ElementCount != lengths[i] || info.Type != TensorType.Float32)
                throw new ModelFormatException($"{source.Location}: tensor '{info}' has {info.ElementCount} values where {lengths[i]} were expected; it is a checkpoint of another model.");
            values[i] = source.ReadSingles(info.Name);
        }

        return values;
    }

    private static string Name(string kind, int place) => string.Create(CultureInfo.InvariantCulture, $"{kind}.{place:0000}");
}
