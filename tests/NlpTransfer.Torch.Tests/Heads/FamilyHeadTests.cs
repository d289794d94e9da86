using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Heads;

/// <summary>What the families' tables say of heads and dropout and golden models, made without dropout and with tied weights alone, do not show.</summary>
public sealed class FamilyHeadTests
{
    private static readonly int[][] Rows = [[1, 5, 6, 7, 2], [1, 8, 2]];

    public static TheoryData<string> Types => [.. EncoderFamilies.All.Select(family => family.ModelType)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Forward_UntiedDecoderWithTheInputsValues_GivesTheTiedLogits(string type)
    {
        EncoderFamily family = EncoderFamilies.Find(type)!;
        using TorchEncoder tied = TinyModel.Encoder(), untied = TinyModel.Encoder(config: TinyModel.Config with { TieWordEmbeddings = false });
        using MaskedLanguageModelHead one = new(family, tied), other = new(family, untied);
        Draw(one);
        Draw(other);
        NamedWeight decoder = Assert.Single(other.NamedWeights, weight => one.NamedWeights.All(known => known.Name != weight.Name));
        Assert.Equal(EncoderTensors.MaskedDecoder + ".weight", decoder.Name);
        TensorMemory.Of(untied.WordEmbeddings).CopyTo(TensorMemory.Of(decoder.Value));
        using DisposeScope scope = NewDisposeScope();
        using TokenBatch batch = TokenBatch.Create(Rows, 0);
        float[] expected = TensorMemory.ToArray(one.forward(tied.Forward(batch)));
        Assert.Equal(expected, TensorMemory.ToArray(other.forward(untied.Forward(batch))));
        TensorMemory.Of(decoder.Value)[0] += 1;
        Assert.NotEqual(expected, TensorMemory.ToArray(other.forward(untied.Forward(batch))));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Forward_MaskedHeadOfAReluEncoder_HasTheFamilysActivation(string type)
    {
        EncoderFamily family = EncoderFamilies.Find(type)!;
        using TorchEncoder relu = TinyModel.Encoder(config: TinyModel.Config with { Activation = Activation.Relu }), gelu = TinyModel.Encoder();
        using MaskedLanguageModelHead one = new(family, relu), other = new(family, gelu);
        Draw(one);
        Draw(other);
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = linspace(-2, 2, 32).unsqueeze(0);
        bool isTheSame = TensorMemory.ToArray(one.forward(hidden)).SequenceEqual(TensorMemory.ToArray(other.forward(hidden)));
        Assert.Equal(type is "roberta" or "xlm-roberta", isTheSame);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Forward_ClassifierInTraining_DropsWhatTheFamilyDrops(string type)
    {
        EncoderFamily family = EncoderFamilies.Find(type)!;
        using TorchEncoder encoder = TinyModel.Encoder();
        using SequenceClassificationHead head = new(family, TinyModel.Config with { Labels = ["a", "b", "c"] }, encoder.Kernel);
        Draw(head);
        using DisposeScope scope = NewDisposeScope();
        Tensor states = linspace(-2, 2, 64).view(1, 2, 32), first = states.select(1, 0);
        Tensor[] weights = [.. head.NamedWeights.Select(weight => (Tensor)weight.Value)];
        var masks = new DropoutSource(0.5, 3, 1);
        Tensor input = family.DropsClassifierInput ? masks.Apply(first) : first;
        Tensor inner = input.matmul(weights[0].t()) + weights[1];
        inner = masks.Apply(type == "distilbert" ? inner.clamp_min(0) : inner.tanh());
        float[] expected = TensorMemory.ToArray(inner.matmul(weights[2].t()) + weights[3]);
        Assert.InRange(Differences.Largest(TensorMemory.ToArray(head.forward(states, new DropoutSource(0.5, 3, 1))), expected), 0, 1e-5);
        Assert.InRange(Differences.Largest(TensorMemory.ToArray(head.forward(states, null)), expected), 1e-3, double.MaxValue);
    }

    [Fact]
    public void Forward_WithoutDropoutAfterAttention_DrawsOneMaskALayerLess()
    {
        Assert.Equal(5, MasksOf(dropsAttentionOutput: true));
        Assert.Equal(3, MasksOf(dropsAttentionOutput: false));
    }

    /// <summary>Counts the masks of a two-layer encoder: the streams are numbered, so the next mask tells how many there were.</summary>
    private static int MasksOf(bool dropsAttentionOutput)
    {
        using TorchEncoder encoder = TinyModel.Encoder(config: TinyModel.Config with { DropsAttentionOutput = dropsAttentionOutput });
        using DisposeScope scope = NewDisposeScope();
        using TokenBatch batch = TokenBatch.Create(Rows, 0);
        var source = new DropoutSource(0.5, 1, 1, attention: 0);
        encoder.Forward(batch, source);
        float[] next = TensorMemory.ToArray(source.Apply(ones(100)));
        var counted = new DropoutSource(0.5, 1, 1);
        for (int masks = 0; masks < 10; masks++)
        {
            if (TensorMemory.ToArray(counted.Apply(ones(100))).SequenceEqual(next))
                return masks;
        }

        return -1;
    }

    private static void Draw(IWeights part)
    {
        foreach (NamedWeight weight in part.NamedWeights)
        {
            var random = new CounterRandom(5, weight.Name);
            foreach (ref float value in TensorMemory.Of(weight.Value))
                value = (float)(0.3 * random.NextGaussian());
        }
    }
}
