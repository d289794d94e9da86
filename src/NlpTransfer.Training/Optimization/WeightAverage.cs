using NlpTransfer.Torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>
/// The exponential average of weights over the steps (Polyak and Juditsky 1992). In the beginning, where there is little to average, less of the past is kept:
/// <c>min(decay, (1 + step) / (10 + step))</c>.
/// </summary>
internal sealed class WeightAverage
{
    private readonly double _decay;
    private readonly Parameter[] _parameters;
    private readonly float[][] _averages;

    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="decay">Share of the average that stays at each step, from 0 to below 1.</param>
    /// <param name="parameters">The parameters; those that do not train are passed over.</param>
    internal WeightAverage(double decay, IEnumerable<Parameter> parameters)
    {
        _decay = decay;
        _parameters = [.. parameters.Where(parameter => parameter.requires_grad)];
        _averages = [.. _parameters.Select(parameter => TensorMemory.Of(parameter).ToArray())];
    }

    /// <summary>What a resumed run needs: the averages, in the order of the parameters. The arrays are the average's own.</summary>
    internal IReadOnlyList<float[]> State => _averages;

    /// <summary>Takes the weights after a step into the average.</summary>
    /// <param name="step">The step, from 0.</param>
    internal void Take(int step)
    {
        float kept = (float)Math.Min(_decay, (1.0 + step) / (10.0 + step)), added = 1 - kept;
        for (int i = 0; i < _parameters.Length; i++)
        {
            ReadOnlySpan<float> weights = TensorMemory.Of(_parameters[i]);
            Span<float> average = _averages[i];
            System.Numerics.Tensors.TensorPrimitives.Multiply(average, kept, average);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(weights, added, average, average);
        }
    }

    /// <summary>Puts the average in the place of the weights until what it returns is disposed.</summary>
    internal IDisposable Exchange()
    {
        Swap();
        return new Back(this);
    }

    /// <summary>Puts the average in the place of the weights for good.</summary>
    internal void Restore()
    {
        for (int i = 0; i < _parameters.Length; i++)
            _averages[i].CopyTo(TensorMemory.Of(_parameters[i]));
    }

    private void Swap()
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            Span<float> weights = TensorMemory.Of(_parameters[i]);
            float[] now = weights.ToArray();
            _averages[i].CopyTo(weights);
            now.CopyTo(_averages[i], 0);
        }
    }

    private sealed class Back(WeightAverage average) : IDisposable
    {
        public void Dispose() => average.Swap();
    }
}
