using System.Diagnostics;
using NlpTransfer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Benchmarks;

/// <summary>The project's encoder with random weights.</summary>
internal sealed class EncoderBench : IDisposable
{
    private readonly TorchEncoder _encoder = new(EncoderShape.Config);
    private readonly Tensor _left = ones(1024, 1024);
    private readonly AdamW _optimizer;
    private ulong _step;

    internal EncoderBench()
    {
        foreach (NamedWeight weight in _encoder.NamedWeights.Where(weight => weight.Value.dim() > 1))
            Randoms.Fill(TensorMemory.Of(weight.Value), weight.Name);
        _encoder.SetTrainable(freezeEmbeddings: true, topLayers: null);
        _optimizer = new AdamW([new AdamWGroup([.. _encoder.NamedWeights.Select(weight => weight.Value)], 1e-6, 0.01)]);
    }

    /// <summary>Seconds of one product of two 1024 x 1024 matrices, the median of some.</summary>
    internal double Matmul()
    {
        double[] seconds = new double[7];
        for (int i = 0; i < seconds.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            _left.matmul(_left).Dispose();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[seconds.Length / 2];
    }

    internal void Forward(int batch, int length)
    {
        using var mode = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        using TokenBatch tokens = Randoms.Tokens(batch, length);
        SentencePooling.Pool(_encoder.Forward(tokens), tokens.Mask, PoolingMode.Mean);
    }

    internal double TrainingStep(int batch, int length, double dropout)
    {
        Backward(batch, length, dropout);
        return OptimizerStep();
    }

    internal void Backward(int batch, int length, double dropout)
    {
        using DisposeScope scope = NewDisposeScope();
        using TokenBatch tokens = Randoms.Tokens(batch, length);
        Tensor hidden = _encoder.Forward(tokens, dropout > 0 ? new DropoutSource(dropout, 1, _step++) : null);
        SentencePooling.Pool(hidden, tokens.Mask, PoolingMode.Mean).pow(2).sum().backward();
    }

    internal double OptimizerStep() => _optimizer.Step(1, 1);

    public void Dispose()
    {
        _encoder.Dispose();
        _left.Dispose();
    }
}
