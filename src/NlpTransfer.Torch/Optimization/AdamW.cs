using TorchSharp;
using TorchSharp.Modules;

namespace NlpTransfer.Torch;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019) with gradient clipping by the norm of all gradients together. Parameters and gradients are read and written where
/// libtorch keeps them, in one vectorised pass over both moments: a step costs a few per cent of the backward pass, where the wrapped optimiser takes three
/// times that. Decay is applied to matrices only.
/// </summary>
internal sealed class AdamW
{
    private readonly Slot[] _slots;
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>Creates the optimiser for the parameters that train at this moment.</summary>
    /// <param name="groups">Groups of parameters.</param>
    /// <param name="beta1">Decay of the first moment.</param>
    /// <param name="beta2">Decay of the second moment.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    internal AdamW(IEnumerable<AdamWGroup> groups, double beta1 = 0.9, double beta2 = 0.98, double epsilon = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(groups);
        (_beta1, _beta2, _epsilon) = (beta1, beta2, epsilon);
        _slots =
        [
            .. groups.SelectMany(group => group.Parameters.Where(parameter => parameter.requires_grad)
                .Select(parameter => new Slot(parameter, group.LearningRate, parameter.dim() > 1 ? group.WeightDecay : 0))),
        ];
    }

    /// <summary>Steps taken.</summary>
    internal int Steps { get; private set; }

    /// <summary>Number of values that train.</summary>
    internal long ParameterCount => _slots.Sum(slot => (long)slot.First.Length);

    /// <summary>Takes a step and forgets the gradients.</summary>
    /// <param name="rateFactor">Multiplies every group's rate: the schedule.</param>
    /// <param name="clipNorm">Gradients are scaled down to this norm where theirs is larger; 0 for never.</param>
    /// <param name="gradientScale">Multiplies every gradient before: one over the number of examples where the loss was a sum.</param>
    /// <returns>The norm of all gradients before clipping; where it is not finite nothing was changed.</returns>
    internal double Step(double rateFactor, double clipNorm, double gradientScale = 1)
    {
        double norm = gradientScale * Math.Sqrt(SquaredNorm());
        if (double.IsFinite(norm))
        {
            double scale = gradientScale * (clipNorm > 0 && norm > clipNorm ? clipNorm / (norm + 1e-6) : 1);
            Steps++;
            Update(rateFactor, scale);
        }

        foreach (Slot slot in _slots)
            slot.ForgetGradient();
        return norm;
    }

    private double SquaredNorm()
    {
        double[] squares = new double[_slots.Length];
        // Each slot's sum is its own, and they are added in order: the same whatever the threads do.
        Parallel.For(0, _slots.Length, i => squares[i] = _slots[i].SquaredNorm());
        return squares.Sum();
    }

    private void Update(double rateFactor, double scale)
    {
        double correction1 = 1 - Math.Pow(_beta1, Steps), correction2 = 1 - Math.Pow(_beta2, Steps);
        Parallel.For(0, _slots.Length, i =>
        {
            Slot slot = _slots[i];
            double rate = slot.Rate * rateFactor;
            var factors = new AdamWFactors(
                (float)scale, (float)_beta1, (float)_beta2, (float)(rate / correction1), (float)(1 / Math.Sqrt(correction2)), (float)_epsilon, (float)(1 - (rate * slot.Decay)));
            slot.Update(factors);
        });
    }

    private sealed class Slot(Parameter parameter, double rate, double decay)
    {
        public double Rate => rate;

        public double Decay => decay;

        public float[] First { get; } = new float[parameter.numel()];

        private float[] Second { get; } = new float[parameter.numel()];

        public double SquaredNorm()
        {
            using torch.Tensor? gradient = Gradient();
            return gradient is null ? 0 : AdamWKernel.SquaredNorm(TensorMemory.Of(gradient));
        }

        public void Update(AdamWFactors factors)
        {
            using torch.Tensor? gradient = Gradient();
            if (gradient is not null)
                AdamWKernel.Update(TensorMemory.Of(parameter), TensorMemory.Of(gradient), First, Second, factors);
        }

        public void ForgetGradient()
        {
            using torch.Tensor? gradient = parameter.grad;
            if (gradient is not null)
                parameter.grad = null;
        }

        private torch.Tensor? Gradient()
        {
            torch.Tensor? gradient = parameter.grad;
            if (gradient is null || gradient.is_contiguous())
                return gradient;
            using (gradient)
                return gradient.contiguous();
        }
    }
}
