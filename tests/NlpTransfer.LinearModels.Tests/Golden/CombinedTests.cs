namespace NlpTransfer.LinearModels.Tests;

/// <summary>The letters ensemble, the kernel and their combination against the reference results of DESIGN.md section 9.</summary>
public class CombinedTests
{
    [SkippableTheory]
    [InlineData("yor")]
    [InlineData("snd")]
    public void Letters_SibRows_EqualReference(string language)
    {
        using var golden = new CombinedGolden(language);
        CombinedClassifier letters = LinearTraining.Letters(golden.Data.Target!.Texts, golden.Data.Target.Labels);
        Compare(golden.Table("letters"), letters.Classify(golden.Texts));

        TrainingSet set = TrainingSet.Create(golden.Data, LinearParts.Letters, default);
        (LettersPart part, TfidfWeights[] weights) = LettersFit.Fit(TrainingView.All(set));
        TfidfFeatures[] features = [.. weights.Select((weight, i) => TfidfFeatures.Create(set.Counts[i], weight))];
        SparseRow[] rows = [new(), new(), new()];
        double[] scores = new double[7];
        float[][] expected = golden.Table("letters.parts");
        for (int i = 0; i < golden.Texts.Length; i++)
        {
            for (int f = 0; f < 3; f++)
            {
                features[f].Read(golden.Texts[i], new NgramReader(features[f].Options), rows[f]);
                part.ScoreMember(f, new PartInput(rows, 0), scores);
                for (int k = 0; k < 7; k++)
                    Assert.Equal(expected[f * golden.Texts.Length + i][k], scores[k], 1e-5);
            }
        }
    }

    [SkippableTheory]
    [InlineData("yor")]
    [InlineData("snd")]
    public void Kernel_SibRows_EqualsReference(string language)
    {
        using var golden = new CombinedGolden(language);
        CombinedClassifier kernel = LinearTraining.Run(golden.Data, CombinedGolden.AsGiven(LinearParts.Kernel)).Classifier;
        Compare(golden.Table("kernel"), kernel.Classify(golden.Texts, golden.Vectors));

        LinearPart part = (LinearPart)kernel.LinearParts[0].Part;
        var row = new SparseRow();
        var input = new PartInput([row], 384);
        float[][] raw = golden.Table("kernel.raw");
        double[] scores = new double[7];
        for (int i = 0; i < golden.Texts.Length; i++)
        {
            kernel.Features[0].Read(golden.Texts[i], new NgramReader(kernel.Features[0].Options), row);
            input.SetVector(golden.Vectors[i]);
            part.ScoreRaw(input, scores);
            for (int k = 0; k < 7; k++)
                Assert.Equal(raw[i][k], scores[k], 1e-5);
        }
    }

    [SkippableTheory]
    [InlineData("yor")]
    [InlineData("snd")]
    public void LettersKernel_SibRows_EqualsReference(string language)
    {
        using var golden = new CombinedGolden(language);
        TrainingSet set = TrainingSet.Create(golden.Data, LinearParts.Kernel, default);
        KernelSystem system = KernelSystem.Create(TrainingView.All(set));
        TfidfFeatures features = TfidfFeatures.Create(set.Counts[0], system.Weights!);
        float[][] expected = golden.Table("letters_kernel.evaluated");
        var row = new SparseRow();
        for (int i = 0; i < golden.Texts.Length; i++)
        {
            features.Read(golden.Texts[i], new NgramReader(features.Options), row);
            double[] centered = [.. system.LettersMean.Select(mean => -mean)];
            for (int f = 0; f < row.Indices.Length; f++)
                centered[row.Indices[f]] += row.Values[f];
            double shift = Products.Dot(centered, system.LettersMean);
            for (int other = 0; other < system.Rows; other++)
                Assert.Equal(expected[i][other], (system.Letters!.Dot(other, centered) - shift) / system.LettersDiagonal, 1e-5);
        }
    }

    [SkippableTheory]
    [InlineData("yor")]
    [InlineData("snd")]
    public void Combination_SibRows_EqualsReference(string language)
    {
        using var golden = new CombinedGolden(language);
        LinearTrainingResult trained = LinearTraining.Run(golden.Data, CombinedGolden.AsGiven(LinearParts.Combined));
        Assert.Equal(golden.Classes, trained.Classifier.Labels);
        Compare(golden.Table("combined"), trained.Classifier.Classify(golden.Texts, golden.Vectors));
    }

    private static void Compare(float[][] expected, IReadOnlyList<TextClassification> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            for (int k = 0; k < expected[i].Length; k++)
                Assert.Equal(expected[i][k], actual[i].LogProbabilities[k], 1e-5);
        }
    }
}
