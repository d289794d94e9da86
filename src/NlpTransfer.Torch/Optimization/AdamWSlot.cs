using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>A parameter with its two moments.</summary>
internal sealed unsafe class AdamWSlot
{
    private const int PartLength = 1 << 17;
    private readonly Parameter _parameter;
    private readonly float[]? _start;
    private float* _weights;
    private float* _gradients;

    internal AdamWSlot(Parameter parameter, double rate, double decay, double startPull)
    {
        (_parameter, Rate, Decay, StartPull) = (parameter, rate, decay, startPull);
        Length = checked((int)parameter.numel());
        First = new float[Length];
        Second = new float[Length];
        _start = startPull > 0 ? TensorMemory.ToArray(parameter) : null;
    }

    internal double Rate { get; }

    internal double Decay { get; }

    internal double StartPull { get; }

    internal int Length { get; }

    /// <summary>Running mean of the gradients.</summary>
    internal float[] First { get; }

    /// <summary>Running mean of their squares.</summary>
    internal float[] Second { get; }

    internal static IEnumerable<(int Start, int Length)> PartsOf(int length)
    {
        for (int start = 0; start < length; start += PartLength)
            yield return (start, Math.Min(PartLength, length - start));
    }

    /// <summary>Looks where weights and gradient lie; they stay there until <see cref="ForgetGradient"/>. A parameter that the loss does not reach has no gradient and is passed over.</summary>
    internal void TakeGradient()
    {
        Release();
        Tensor? gradient = _parameter.grad;
        if (gradient is null)
            return;
        // Belongs to the caller's dispose scope, like the gradient itself, and so lives as long as the pointers.
        gradient = gradient.contiguous();
        fixed (float* weights = TensorMemory.Of(_parameter), gradients = TensorMemory.Of(gradient))
        {
            _weights = weights;
            _gradients = gradients;
        }
    }

    internal void ForgetGradient()
    {
        Release();
        _parameter.grad = null;
    }

    internal double SquaredNorm(int start, int length) => _gradients is null ? 0 : AdamWKernel.SquaredNorm(new ReadOnlySpan<float>(_gradients + start, length));

    /// <summary>Moves weights towards where they began.</summary>
    /// <param name="start">The first value.</param>
    /// <param name="length">How many.</param>
    /// <param name="share">Share of the way.</param>
    internal void PullBack(int start, int length, float share)
    {
        if (_start is not null && _gradients is not null)
            AdamWKernel.PullBack(new Span<float>(_weights + start, length), _start.AsSpan(start, length), share);
    }

    internal void Update(int start, int length, AdamWFactors factors)
    {
        if (_gradients is not null)
        {
            AdamWKernel.Update(
                new Span<float>(_weights + start, length), new ReadOnlySpan<float>(_gradients + start, length), First.AsSpan(start, length), Second.AsSpan(start, length), factors);
        }
    }

    private void Release()
    {
        _weights = null;
        _gradients = null;
    }
}
