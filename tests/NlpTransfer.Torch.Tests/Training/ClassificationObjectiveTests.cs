using NlpTransfer.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class ClassificationObjectiveTests : IClassFixture<OneThread>
{
    private static readonly int[][] Ids = [[0, 5, 9, 2], [0, 6, 2], [0, 7, 8, 11, 12, 13, 2], [0, 4, 3, 2]];
    private static readonly int[] Labels = [0, 2, 1, 2];

    [Theory]
    [InlineData(0, 0.3 * 0)]
    [InlineData(0.3, 0.3)]
    public void Compute_WorkedByHand_IsTheSmoothedCrossEntropy(double smoothing, double mass)
    {
        // Logits ln 1, ln 2, ln 5 for every row: probabilities 1/8, 2/8, 5/8.
        using ClassifierModel model = Models.Create();
        TensorMemory.Of(model.Head.Weight).Clear();
        new[] { MathF.Log(1), MathF.Log(2), MathF.Log(5) }.CopyTo(TensorMemory.Of(model.Head.Bias!));
        double[] logs = [Math.Log(1 / 8.0), Math.Log(2 / 8.0), Math.Log(5 / 8.0)];
        double expected = Labels.Sum(label => -((1 - mass) * logs[label]) - (mass / 3 * logs.Sum()));
        Assert.Equal(expected, Loss(model, Ids, Labels, smoothing).Sum, 4);
        Assert.Equal(4, Loss(model, Ids, Labels, smoothing).Count);
    }

    [Fact]
    public void Compute_PaddedRows_GivesWhatRowsAlonePlusNothing()
    {
        using ClassifierModel model = Models.Create();
        double alone = Enumerable.Range(0, 4).Sum(row => Loss(model, [Ids[row]], [Labels[row]], 0.1).Sum);
        Assert.Equal(alone, Loss(model, Ids, Labels, 0.1).Sum, 4);
    }

    [Fact]
    public void Compute_TwoHalves_AddUpInLossAndGradients()
    {
        using ClassifierModel model = Models.Create();
        model.SetTrainable(new FineTuningOptions { FreezeEmbeddings = false });
        (double whole, float[][] gradients) = Gradients(model, (Ids, Labels));
        (double halves, float[][] added) = Gradients(model, (Ids[..2], Labels[..2]), (Ids[2..], Labels[2..]));
        Assert.Equal(whole, halves, 4);
        foreach ((float[] one, float[] two) in gradients.Zip(added))
            Assert.All(one.Zip(two), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Contains(gradients, gradient => gradient.Any(value => value != 0));
    }

    [Fact]
    public void Compute_SameSeedAndStep_DropsTheSame()
    {
        using ClassifierModel model = Models.Create();
        Assert.Equal(Loss(model, Ids, Labels, 0, 0.5, seed: 3, step: 4), Loss(model, Ids, Labels, 0, 0.5, seed: 3, step: 4));
        Assert.NotEqual(Loss(model, Ids, Labels, 0, 0.5, seed: 3, step: 4), Loss(model, Ids, Labels, 0, 0.5, seed: 3, step: 5));
        Assert.NotEqual(Loss(model, Ids, Labels, 0, 0.5, seed: 3, step: 4), Loss(model, Ids, Labels, 0, 0.5, seed: 4, step: 4));
        Assert.NotEqual(Loss(model, Ids, Labels, 0, 0.5), Loss(model, Ids, Labels, 0));
    }

    [Fact]
    public void Compute_Finished_LeavesNoTensor()
    {
        using ClassifierModel model = Models.Create();
        Loss(model, Ids, Labels, 0.1, 0.1);
        long before = Models.LiveTensors();
        for (int i = 0; i < 3; i++)
            Loss(model, Ids, Labels, 0.1, 0.1);
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    private static (double Sum, long Count) Loss(ClassifierModel model, int[][] ids, int[] labels, double smoothing, double dropout = 0, ulong seed = 1, ulong step = 0)
    {
        using DisposeScope scope = NewDisposeScope();
        using ClassificationBatch batch = Batch(ids, labels);
        LossSum loss = new ClassificationObjective(smoothing, dropout).Compute(batch, model, seed, step);
        return (loss.Sum.item<float>(), loss.Count);
    }

    private static (double Loss, float[][] Gradients) Gradients(ClassifierModel model, params (int[][] Ids, int[] Labels)[] batches)
    {
        double sum = 0;
        foreach ((int[][] ids, int[] labels) in batches)
        {
            using DisposeScope scope = NewDisposeScope();
            using ClassificationBatch batch = Batch(ids, labels);
            LossSum loss = new ClassificationObjective(0.1, 0).Compute(batch, model, 1, 0);
            loss.Sum.backward();
            sum += loss.Sum.item<float>();
        }

        var gradients = new List<float[]>();
        foreach (TorchSharp.Modules.Parameter parameter in model.EncoderParameters.Concat(model.HeadParameters))
        {
            using Tensor? gradient = parameter.grad;
            gradients.Add(gradient is null ? [] : TensorMemory.ToArray(gradient));
            parameter.grad = null;
        }

        return (sum, [.. gradients]);
    }

    private static ClassificationBatch Batch(int[][] ids, int[] labels) => ClassificationBatch.Create(ids, labels, 1, null, []);
}
