using NlpTransfer.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class SequenceToSequenceObjectiveTests : IClassFixture<OneThread>
{
    private static readonly SequencePair[] Pairs = [new([5, 6, 2], [9, 10, 11, 2], "", ""), new([7, 2], [12, 2], "", ""), new([8, 9, 10, 11, 2], [13, 14, 2], "", "")];

    public static TheoryData<string> Kinds => [.. TinyTranslator.Kinds];

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Compute_WorkedByHand_IsTheSmoothedCrossEntropy(double smoothing)
    {
        // All weights but the output bias are zero: every token has the same probabilities, one logit of ln 7 among 30 of 0.
        using TorchTranslationModel model = TinyTranslator.Create("encoder-decoder");
        foreach (NamedWeight weight in model.NamedWeights.Where(weight => weight.Value.dim() > 1))
            TensorMemory.Of(weight.Value).Clear();
        TensorMemory.Of(model.NamedWeights.Single(weight => weight.Name == "head.bias").Value)[9] = MathF.Log(7);
        double likely = Math.Log(7 / 36.0), other = Math.Log(1 / 36.0), all = likely + (29 * other);
        double expected = -((1 - smoothing) * (likely + (8 * other))) - (9 * smoothing / 30 * all);
        (double sum, long count) = Loss(model, Pairs, smoothing);
        Assert.Equal(9, count);
        Assert.Equal(expected, sum, 3);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Compute_PaddedRows_GivesWhatRowsAloneDo(string kind)
    {
        using TorchTranslationModel model = TinyTranslator.Create(kind);
        Assert.Equal(Pairs.Sum(pair => Loss(model, [pair], 0.1).Sum), Loss(model, Pairs, 0.1).Sum, 3);
    }

    [Fact]
    public void Compute_SeedAndStep_DecideWhatIsDropped()
    {
        using TorchTranslationModel model = TinyTranslator.Create("marian");
        double Dropped(ulong seed, ulong step) => Drop(model, new(new(0.3, 0.3), new(0.3, 0.3)), seed, step);

        Assert.Equal(Dropped(1, 1), Dropped(1, 1));
        Assert.NotEqual(Dropped(1, 1), Dropped(2, 1));
        Assert.NotEqual(Dropped(1, 1), Dropped(1, 2));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Compute_EachShareOnEitherSide_ChangesTheLoss(string kind)
    {
        using TorchTranslationModel model = TinyTranslator.Create(kind);
        double plain = Drop(model, default, 1, 1);
        DropoutShares[] shares = [new(0.3, 0), new(0, 0.3), new(0, 0, Activation: 0.3), new(0, 0, Layers: 0.9)];
        double[] losses = [.. shares.Select(share => Drop(model, new(share, default), 1, 1)), .. shares.Select(share => Drop(model, new(default, share), 1, 1))];
        Assert.Equal(losses.Length + 1, losses.Append(plain).Distinct().Count());
    }

    [Fact]
    public void Compute_LayersPassedOver_GetNoGradient()
    {
        using TorchTranslationModel model = TinyTranslator.Create("m2m");
        using DisposeScope scope = NewDisposeScope();
        using SequenceBatch batch = SequenceBatch.Create(Pairs, model.Config);
        // So likely that no draw of these few escapes it.
        new SequenceToSequenceObjective(0, new(new(0, 0, Layers: 1 - 1e-9), default)).Compute(batch, model, 1, 1).Sum.backward();
        Assert.All(model.NamedWeights, weight => Assert.Equal(
            weight.Name.StartsWith("encoder.", StringComparison.Ordinal) && weight.Name.Contains(".layers.", StringComparison.Ordinal), weight.Value.grad is null));
    }

    private static double Drop(TorchTranslationModel model, TranslationDropout dropout, ulong seed, ulong step)
    {
        using DisposeScope scope = NewDisposeScope();
        using SequenceBatch batch = SequenceBatch.Create(Pairs, model.Config);
        return new SequenceToSequenceObjective(0, dropout).Compute(batch, model, seed, step).Sum.item<float>();
    }

    private static (double Sum, long Count) Loss(TorchTranslationModel model, SequencePair[] pairs, double smoothing)
    {
        using DisposeScope scope = NewDisposeScope();
        using SequenceBatch batch = SequenceBatch.Create(pairs, model.Config);
        LossSum loss = new SequenceToSequenceObjective(smoothing, default).Compute(batch, model, 1, 1);
        return (loss.Sum.item<float>(), loss.Count);
    }
}
