using TorchSharp;

namespace NlpTransfer.Torch;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) with gradient clipping by the norm of all gradients together. Parameters and gradients are read and written where
/// libtorch keeps them, in one vectorised pass over both moments. Matrices decay, vectors (biases, layer norms) do not. The work is cut into parts
/// of fixed size, so that the result does not depend on the number of threads.
/// </summary>
internal sealed class AdamW
{
    private readonly AdamWSlot[] _slots;
    private readonly (AdamWSlot Slot, int Start, int Length)[] _parts;
    private readonly AdamWOptions _options;

    /// <summary>Creates the optimiser for the parameters that train at this moment.</summary>
    /// <param name="groups">Groups of parameters.</param>
    /// <param name="options">Betas and epsilon; null for the defaults.</param>
    internal AdamW(IEnumerable<AdamWGroup> groups, AdamWOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _options = options ?? new();
        _options.Validate();
        _slots =
        [
            .. groups.SelectMany(group => group.Parameters.Where(parameter => parameter.requires_grad)
                .Select(parameter => new AdamWSlot(parameter, group.LearningRate, parameter.dim() > 1 ? group.WeightDecay : 0, group.StartPull))),
        ];
        _parts = [.. _slots.SelectMany(slot => AdamWSlot.PartsOf(slot.Length).Select(part => (slot, part.Start, part.Length)))];
    }

    /// <summary>Steps taken.</summary>
    internal int Steps { get; private set; }

    /// <summary>Number of values that train.</summary>
    internal long ParameterCount => _slots.Sum(slot => (long)slot.Length);

    /// <summary>Takes a step and forgets the gradients.</summary>
    /// <param name="rateFactor">Multiplies every group's rate: the schedule.</param>
    /// <param name="clipNorm">Gradients are scaled down to this norm where theirs is larger; 0 for never.</param>
    /// <param name="gradientScale">Multiplies every gradient before: one over the number of examples where the loss was a sum.</param>
    /// <returns>The norm of all gradients before clipping; where it is not finite nothing was changed.</returns>
    internal double Step(double rateFactor, double clipNorm, double gradientScale = 1)
    {
        using var scope = torch.NewDisposeScope();
        foreach (AdamWSlot slot in _slots)
            slot.TakeGradient();
        double norm = gradientScale * Math.Sqrt(SquaredNorm());
        if (double.IsFinite(norm))
        {
            Steps++;
            Update(rateFactor, gradientScale * (clipNorm > 0 && norm > clipNorm ? clipNorm / (norm + 1e-6) : 1));
        }

        foreach (AdamWSlot slot in _slots)
            slot.ForgetGradient();
        return norm;
    }

    /// <summary>What a resumed run needs beside the weights: the steps taken and both moments, in the order of the parameters. The arrays are the optimiser's own.</summary>
    internal AdamWState State => new(Steps, [.. _slots.Select(slot => slot.First)], [.. _slots.Select(slot => slot.Second)]);

    /// <summary>Goes on where another optimiser of the same parameters stood.</summary>
    /// <exception cref="ModelFormatException">The state belongs to other parameters.</exception>
    internal void Restore(AdamWState state)
    {
        if (state.First.Count != _slots.Length || state.Second.Count != _slots.Length
            || Enumerable.Range(0, _slots.Length).Any(i => state.First[i].Length != _slots[i].Length || state.Second[i].Length != _slots[i].Length))
        {
            throw new ModelFormatException(
                $"The optimiser's state has {state.First.Count} tensors of {state.First.Sum(values => (long)values.Length)} values, and {_slots.Length} of {ParameterCount} train: it belongs to another run.");
        }

        for (int i = 0; i < _slots.Length; i++)
        {
            state.First[i].CopyTo(_slots[i].First, 0);
            state.Second[i].CopyTo(_slots[i].Second, 0);
        }

        Steps = state.Steps;
    }

    private double SquaredNorm()
    {
        double[] squares = new double[_parts.Length];
        ForParts(i => squares[i] = _parts[i].Slot.SquaredNorm(_parts[i].Start, _parts[i].Length));
        return squares.Sum();
    }

    private void Update(double rateFactor, double scale)
    {
        double correction1 = 1 - Math.Pow(_options.Beta1, Steps), correction2 = 1 - Math.Pow(_options.Beta2, Steps);
        ForParts(i =>
        {
            (AdamWSlot slot, int start, int length) = _parts[i];
            double rate = slot.Rate * rateFactor;
            slot.PullBack(start, length, (float)(rate * slot.StartPull));
            slot.Update(start, length, new AdamWFactors(
                (float)scale, (float)_options.Beta1, (float)_options.Beta2, (float)(rate / correction1), (float)(1 / Math.Sqrt(correction2)),
                (float)_options.Epsilon, (float)(1 - (rate * slot.Decay))));
        });
    }

    private void ForParts(Action<int> work) => Parallel.For(0, _parts.Length, new ParallelOptions { MaxDegreeOfParallelism = LibTorch.Threads }, work);
}
