using NlpTransfer.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class VectorObjectiveTests
{
    private const double Temperature = 0.5;

    private static readonly float[,] Targets = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0.6f, 0.8f } };
    private static readonly float[,] Vectors = { { 0.8f, 0.6f, 0 }, { 0, 0.6f, -0.8f }, { 0, 0, 1 } };

    [Fact]
    public void Loss_WithoutContrast_IsTheSumOfSquaredDistances()
    {
        // By hand: 0.04 + 0.36; 0.16 + 0.64; 0.36 + 0.04.
        LossSum loss = Loss(Vectors, contrast: 0);
        Assert.Equal(3, loss.Count);
        Assert.Equal(0.4 + 0.8 + 0.4, loss.Sum.item<float>(), 1e-6);
    }

    [Fact]
    public void Loss_Contrast_AddsTheCrossEntropyOfTheCosines()
    {
        // By hand: cosines with the three targets (0.8, 0.6, 0.36), (0, 0.6, -0.28), (0, 0, 0.8), each divided by the temperature.
        double expected = CrossEntropy([0.8, 0.6, 0.36], 0) + CrossEntropy([0, 0.6, -0.28], 1) + CrossEntropy([0, 0, 0.8], 2);
        Assert.Equal(1.6 + (0.3 * expected), Loss(Vectors, contrast: 0.3).Sum.item<float>(), 1e-5);
    }

    [Fact]
    public void Loss_SameTargetTwice_IsNoContrastToItself()
    {
        bool[] same = [false, true, false, true, false, false, false, false, false];
        double expected = CrossEntropy([0.8, 0.36], 0) + CrossEntropy([0.6, -0.28], 0) + CrossEntropy([0, 0, 0.8], 2);
        Assert.Equal(1.6 + (0.3 * expected), Loss(Vectors, contrast: 0.3, tensor(same, 3, 3)).Sum.item<float>(), 1e-5);
    }

    [Fact]
    public void Loss_KeptTexts_HaveNoContrast() => Assert.Equal(1.6, Loss(Vectors, contrast: 0.3, contrasts: false).Sum.item<float>(), 1e-6);

    [Fact]
    public void Loss_OneText_HasNoContrast() =>
        Assert.Equal(0.4, Loss(new float[,] { { 0.8f, 0.6f, 0 } }, contrast: 0.3, targets: new float[,] { { 1, 0, 0 } }).Sum.item<float>(), 1e-6);

    [Fact]
    public void Loss_Gradient_EqualsFiniteDifferences()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = tensor(Vectors).requires_grad_();
        new VectorObjective(0.3, Temperature).Loss(vectors, tensor(Targets), contrasts: true, null).Sum.backward();
        float[] gradient = TensorMemory.ToArray(vectors.grad!);
        const float step = 1e-2f;
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                float[,] up = (float[,])Vectors.Clone(), down = (float[,])Vectors.Clone();
                up[row, column] += step;
                down[row, column] -= step;
                double difference = (Loss(up, 0.3).Sum.item<float>() - Loss(down, 0.3).Sum.item<float>()) / (2 * step);
                Assert.Equal(difference, gradient[(row * 3) + column], 2e-3);
            }
        }
    }

    private static LossSum Loss(float[,] vectors, double contrast, Tensor? repeats = null, float[,]? targets = null, bool contrasts = true) =>
        new VectorObjective(contrast, Temperature).Loss(tensor(vectors), tensor(targets ?? Targets), contrasts, repeats);

    private static double CrossEntropy(double[] cosines, int right) =>
        Math.Log(cosines.Sum(cosine => Math.Exp(cosine / Temperature))) - (cosines[right] / Temperature);
}
