namespace NlpTransfer.LinearModels.Tests;

public class KernelTests
{
    [Fact]
    public void Collapse_ScoresOfNewRows_EqualTheKernelForm()
    {
        LabeledRows all = Synthetic.Rows(90, 3, 8, 1), held = Synthetic.Rows(12, 3, 8, 2);
        LinearTrainingData data = new() { Target = all, Sources = [Synthetic.Rows(40, 3, 8, 3)] };
        TrainingSet set = TrainingSet.Create(data, LinearParts.Kernel, default);
        KernelSystem system = KernelSystem.Create(TrainingView.All(set));
        DenseMatrix factors = KernelSolution.Solve(system, new(), null, default);
        LinearPart part = KernelFit.Collapse(system, factors, 6);

        TfidfFeatures features = TfidfFeatures.Create(set.Counts[0], system.Weights!);
        var row = new SparseRow();
        var input = new PartInput([row], 8);
        double[] scores = new double[3];
        for (int i = 0; i < held.Texts.Count; i++)
        {
            features.Read(held.Texts[i], new NgramReader(features.Options), row);
            input.SetVector(held.Vectors![i]);
            part.ScoreRaw(input, scores);
            double[] letters = [.. system.LettersMean.Select(mean => -mean)];
            for (int f = 0; f < row.Indices.Length; f++)
                letters[row.Indices[f]] += row.Values[f];
            double[] vector = input.Centered(part.Centering!).ToArray();
            for (int k = 0; k < 3; k++)
            {
                double sum = system.Prior[k];
                for (int other = 0; other < system.Rows; other++)
                {
                    double kernel = Products.Dot(vector, system.Vectors!.Row(other))
                        + (system.Letters!.Dot(other, letters) - Products.Dot(letters, system.LettersMean)) / system.LettersDiagonal;
                    sum += kernel * factors[k, other];
                }

                Assert.Equal(sum, scores[k], 1e-6);
            }
        }
    }

    [Fact]
    public void Gram_TimesFactors_EqualsMultiply()
    {
        TrainingSet set = TrainingSet.Create(new() { Target = Synthetic.Rows(130, 3, 8, 1), Sources = [Synthetic.Rows(41, 3, 8, 3)] }, LinearParts.Kernel, default);
        KernelSystem system = KernelSystem.Create(TrainingView.All(set));
        DenseMatrix gram = system.Gram(default), factors = Synthetic.Gaussian(3, system.Rows, 7), product = new(3, system.Rows);
        system.Multiply(factors, product);
        for (int k = 0; k < 3; k++)
        {
            for (int i = 0; i < system.Rows; i++)
                Assert.Equal(Enumerable.Range(0, system.Rows).Sum(j => gram[Math.Max(i, j), Math.Min(i, j)] * factors[k, j]), product[k, i], 1e-9);
        }
    }

    [Theory]
    [InlineData(600, 16)]
    [InlineData(10_000, 64)]
    public void Iterate_ManyRows_AgreesWithTheDirectSolution(int rows, int dimension)
    {
        TrainingSet set = TrainingSet.Create(new() { Target = Synthetic.Rows(rows, 3, dimension, 8, signal: 0.3, words: 3) }, LinearParts.Kernel, default);
        KernelSystem system = KernelSystem.Create(TrainingView.All(set));
        DenseMatrix direct = KernelSolution.Solve(system, new() { Solver = KernelSolver.Direct }, null, default);
        DenseMatrix iterated = KernelSolution.Solve(system, new() { Solver = KernelSolver.ConjugateGradients }, null, default);
        double largest = 0;
        for (int i = 0; i < direct.Values.Length; i++)
            largest = Math.Max(largest, Math.Abs(direct.Values[i] - iterated.Values[i]));
        Assert.InRange(largest, 0, 1e-6);
        double[] first = CenteredScores(system, direct), second = CenteredScores(system, iterated);
        for (int i = 0; i < first.Length; i++)
            Assert.Equal(first[i], second[i], 1e-6);
    }

    [Fact]
    public void IsDirect_TooLargeForTheLimit_IsRefusedOrAvoided()
    {
        Assert.True(new KernelOptions().IsDirect(12_000));
        Assert.False(new KernelOptions().IsDirect(12_001));
        Assert.False(new KernelOptions { MemoryLimit = 8_000_000 }.IsDirect(1_001));
        UsageException refused = Assert.Throws<UsageException>(() => new KernelOptions { Solver = KernelSolver.Direct }.IsDirect(20_000));
        Assert.Equal(
            "Solving the kernel of 20000 rows directly takes 3051 MiB, more than the limit of 2048 MiB; raise Kernel.MemoryLimit or solve by conjugate gradients.", refused.Message);
    }

    [Fact]
    public void Iterate_Cancelled_Stops()
    {
        TrainingSet set = TrainingSet.Create(new() { Target = Synthetic.Rows(50, 2, 4, 8) }, LinearParts.Kernel, default);
        KernelSystem system = KernelSystem.Create(TrainingView.All(set));
        Assert.Throws<OperationCanceledException>(() => KernelSolution.Iterate(system, 2, 1e-9, null, null, new CancellationToken(true)));
    }

    private static double[] CenteredScores(KernelSystem system, DenseMatrix factors)
    {
        var product = new DenseMatrix(factors.Rows, factors.Columns);
        system.Multiply(factors, product);
        return product.Values;
    }
}
