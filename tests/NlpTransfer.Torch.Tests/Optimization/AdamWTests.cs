using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Optimization;

public sealed class AdamWTests
{
    // Larger than a part, and no multiple of a vector.
    private const int Rows = 263, Columns = 509;

    [Fact]
    public void Step_SeveralSteps_EqualsLibtorchsOptimizer()
    {
        using var ours = new Problem();
        using var theirs = new Problem();
        var optimizer = new AdamW([new AdamWGroup([ours.Matrix], 1e-2, 0.1), new AdamWGroup([ours.Vector, ours.Unreached], 3e-2, 0.1)], new() { Beta2 = 0.99 });
        using var reference = optim.AdamW(
            [
                new ReferenceGroup([theirs.Matrix], 1e-2, 0.1),
                new ReferenceGroup([theirs.Vector], 3e-2, 0),
            ], beta2: 0.99);
        for (int step = 0; step < 5; step++)
        {
            double rate = 1 - (step * 0.2);
            ours.Backward();
            double norm = optimizer.Step(rate, clipNorm: 0.5, gradientScale: 0.25);
            reference.zero_grad();
            theirs.Backward();
            theirs.Matrix.grad!.mul_(0.25);
            theirs.Vector.grad!.mul_(0.25);
            Assert.Equal(nn.utils.clip_grad_norm_([theirs.Matrix, theirs.Vector], 0.5), norm, norm * 1e-6);
            int group = 0;
            foreach (var controller in reference.ParamGroups)
                controller.LearningRate = (group++ == 0 ? 1e-2 : 3e-2) * rate;
            reference.step();
        }

        Assert.Equal(5, optimizer.Steps);
        Assert.InRange(Differences.Largest(TensorMemory.ToArray(ours.Matrix), TensorMemory.ToArray(theirs.Matrix)), 0, 1e-6);
        Assert.InRange(Differences.Largest(TensorMemory.ToArray(ours.Vector), TensorMemory.ToArray(theirs.Vector)), 0, 1e-6);
        Assert.All(TensorMemory.ToArray(ours.Unreached), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Step_OtherNumberOfThreads_GivesTheSameBytes()
    {
        float[] Weights(int threads)
        {
            using var problem = new Problem();
            int before = LibTorch.Threads;
            problem.Backward();
            LibTorch.Threads = threads;
            new AdamW([new AdamWGroup([problem.Matrix, problem.Vector], 1e-2, 0.1)]).Step(1, 1);
            LibTorch.Threads = before;
            return TensorMemory.ToArray(problem.Matrix);
        }

        Assert.Equal(Weights(1), Weights(4));
    }

    [Fact]
    public void Restore_MidRun_GoesOnWithTheSameBytes()
    {
        using var unbroken = new Problem();
        using var resumed = new Problem();
        AdamW first = Optimizer(unbroken), second = Optimizer(resumed);
        Run(unbroken, first, 2);
        Run(resumed, second, 2);
        AdamW third = Optimizer(resumed);
        third.Restore(second.State);
        Run(unbroken, first, 2);
        Run(resumed, third, 2);
        Assert.Equal(4, third.Steps);
        Assert.Equal(TensorMemory.ToArray(unbroken.Matrix), TensorMemory.ToArray(resumed.Matrix));
        Assert.Throws<ModelFormatException>(() => third.Restore(new AdamWState(1, [new float[3]], [new float[3]])));

        static AdamW Optimizer(Problem problem) => new([new AdamWGroup([problem.Matrix, problem.Vector], 1e-2, 0.1)]);

        static void Run(Problem problem, AdamW optimizer, int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                problem.Backward();
                optimizer.Step(1, 1);
            }
        }
    }

    [Fact]
    public void Step_GradientNotFinite_ChangesNothing()
    {
        using var problem = new Problem();
        float[] before = TensorMemory.ToArray(problem.Matrix);
        problem.Backward();
        TensorMemory.Of(problem.Matrix.grad!)[7] = float.NaN;
        var optimizer = new AdamW([new AdamWGroup([problem.Matrix], 1e-2, 0.1)]);
        Assert.True(double.IsNaN(optimizer.Step(1, 1)));
        Assert.Equal(0, optimizer.Steps);
        Assert.Equal(before, TensorMemory.ToArray(problem.Matrix));
        Assert.Null(problem.Matrix.grad);
    }

    [Fact]
    public void Create_FrozenParameter_IsPassedOver()
    {
        using var problem = new Problem();
        problem.Matrix.requires_grad = false;
        Assert.Equal(Columns + 3, new AdamW([new AdamWGroup([problem.Matrix, problem.Vector, problem.Unreached], 1e-2, 0.1)]).ParameterCount);
    }

    [Fact]
    public void Create_OptionsOutOfRange_NamesAll()
    {
        var failure = Assert.Throws<UsageException>(() => new AdamW([], new() { Beta1 = 1, Beta2 = -1, Epsilon = 0 }));
        Assert.Equal(
            "options for the optimiser: Beta1 must be from 0 to below 1, not 1; Beta2 must be from 0 to below 1, not -1; Epsilon must be above 0, not 0", failure.Message);
    }

    [Fact]
    public void Step_StartPull_GivesTheNumberWorkedByHand()
    {
        LibTorch.EnsureAvailable();
        using var weight = new Parameter(tensor([1f, -2f]));
        var optimizer = new AdamW([new AdamWGroup([weight], 0.1, 0) { StartPull = 0.5 }], new AdamWOptions { Epsilon = 1e-12 });
        for (int i = 0; i < 2; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            (weight * tensor([3f, -3f])).sum().backward();
            optimizer.Step(1, 0);
        }

        // Each of Adam's own steps is 0.1 against the gradient, which stays the same. At first nothing pulls; then 0.1 x 0.5 of the 0.1 that was gone.
        Assert.Equal(1 - 0.1 - 0.1 + (0.1 * 0.5 * 0.1), TensorMemory.ToArray(weight)[0], 1e-6);
        Assert.Equal(-2 + 0.1 + 0.1 - (0.1 * 0.5 * 0.1), TensorMemory.ToArray(weight)[1], 1e-6);
    }

    private sealed class ReferenceGroup : TorchSharp.Modules.AdamW.ParamGroup
    {
        public ReferenceGroup(IEnumerable<Parameter> parameters, double rate, double decay)
            : base(parameters, lr: rate, weight_decay: decay, beta2: 0.99)
        {
        }
    }

    private sealed class Problem : IDisposable
    {
        internal Problem()
        {
            LibTorch.EnsureAvailable();
            var random = new CounterRandom(1, "adamw");
            Matrix = new Parameter(tensor([.. Enumerable.Range(0, Rows * Columns).Select(_ => (float)random.NextGaussian())], Rows, Columns));
            Vector = new Parameter(tensor([.. Enumerable.Range(0, Columns).Select(_ => (float)random.NextGaussian())]));
        }

        internal Parameter Matrix { get; }

        internal Parameter Vector { get; }

        internal Parameter Unreached { get; } = LibTorch.Before(() => new Parameter(ones(3)));

        internal void Backward()
        {
            using DisposeScope scope = NewDisposeScope();
            ((Matrix * Vector).sin().pow(2).sum() * 1e-2).backward();
        }

        public void Dispose()
        {
            Matrix.Dispose();
            Vector.Dispose();
            Unreached.Dispose();
        }
    }
}
