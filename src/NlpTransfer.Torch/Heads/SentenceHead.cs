using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>What sentence-transformers puts on a pooled vector: scaling to unit length and linear layers, in order.</summary>
internal sealed class SentenceHead : nn.Module<Tensor, Tensor>
{
    private readonly LinearLayer?[] _steps;

    internal SentenceHead(IReadOnlyList<SentenceStep> steps, LinearKernel kernel)
        : base(nameof(SentenceHead))
    {
        _steps = [.. steps.Select(step => step.Dense is null ? null : Create(step.Dense, kernel))];
        for (int i = 0; i < _steps.Length; i++)
        {
            if (_steps[i] is { } layer)
                register_module($"dense{i}", layer);
        }
    }

    /// <summary>Runs the steps.</summary>
    /// <param name="input">Pooled vectors, <c>[batch, hidden]</c>.</param>
    public override Tensor forward(Tensor input)
    {
        foreach (LinearLayer? layer in _steps)
            input = layer is null ? nn.functional.normalize(input, 2, 1) : layer.forward(input);
        return input;
    }

    /// <summary>The steps with the weights as they are now, for a model folder.</summary>
    internal IReadOnlyList<SentenceStep> ToSteps() =>
    [
        .. _steps.Select(layer => layer is null ? SentenceStep.Normalize : new SentenceStep(new DenseLayer(
            (int)layer.Weight.shape[1], (int)layer.Weight.shape[0], TensorMemory.ToArray(layer.Weight), layer.Bias is null ? null : TensorMemory.ToArray(layer.Bias)))),
    ];

    private static LinearLayer Create(DenseLayer dense, LinearKernel kernel)
    {
        var layer = new LinearLayer(dense.Inputs, dense.Outputs, dense.Bias is not null, kernel);
        dense.Weight.CopyTo(TensorMemory.Of(layer.Weight));
        if (layer.Bias is not null)
            dense.Bias.CopyTo(TensorMemory.Of(layer.Bias));
        return layer;
    }
}
