using NlpTransfer.Torch;
using TorchSharp;
using Parameter = TorchSharp.Modules.Parameter;

namespace NlpTransfer.Training;

/// <summary>Copies of weights, to go back to.</summary>
internal sealed class WeightSnapshot
{
    private readonly IReadOnlyList<Parameter> _parameters;

    private WeightSnapshot(IReadOnlyList<Parameter> parameters, IReadOnlyList<float[]> values) => (_parameters, Values) = (parameters, values);

    /// <summary>The values, an array a parameter that trains.</summary>
    internal IReadOnlyList<float[]> Values { get; }

    /// <summary>Copies the values of the parameters that train.</summary>
    internal static WeightSnapshot Take(IEnumerable<Parameter> parameters)
    {
        Parameter[] trained = [.. parameters.Where(parameter => parameter.requires_grad)];
        return new WeightSnapshot(trained, [.. trained.Select(parameter => TensorMemory.Of(parameter).ToArray())]);
    }

    /// <summary>A snapshot of values that were copied before, an array a parameter that trains.</summary>
    internal static WeightSnapshot Of(IEnumerable<Parameter> parameters, IReadOnlyList<float[]> values) => new([.. parameters.Where(parameter => parameter.requires_grad)], values);

    /// <summary>Puts the values back.</summary>
    internal void Restore()
    {
        for (int i = 0; i < _parameters.Count; i++)
            Values[i].CopyTo(TensorMemory.Of(_parameters[i]));
    }
}
