using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Layers;

public sealed class DropoutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(300_001)]
    public void Fill_AnyLength_EqualsTheGeneratorWordByWord(int length)
    {
        LibTorch.EnsureAvailable();
        float[] mask = new float[length];
        var random = new CounterRandom(5, "masks", 9);
        MaskGenerator.Fill(mask, 0.3, random, 9);
        const int dropped = 19661;
        float kept = 65536f / (65536 - dropped);
        uint word = 0;
        for (int i = 0; i < length; i++)
        {
            word = i % 2 == 0 ? random.NextUInt32() : word >> 16;
            Assert.True(((word & 0xFFFF) < dropped ? 0 : kept) == mask[i], $"element {i}");
        }
    }

    [Fact]
    public void Apply_SameSeedAndStep_GivesSameMaskWhateverTheThreads()
    {
        LibTorch.EnsureAvailable();
        int threads = LibTorch.Threads;
        float[] first = Mask(seed: 1, step: 2), again = Mask(1, 2);
        LibTorch.Threads = 1;
        float[] single = Mask(1, 2);
        LibTorch.Threads = threads;
        Assert.Equal(first, again);
        Assert.Equal(first, single);
        Assert.NotEqual(first, Mask(1, 3));
        Assert.NotEqual(first, Mask(2, 2));
    }

    [Fact]
    public void Apply_TwoSites_HaveMasksOfTheirOwnAndTheRightShare()
    {
        using DisposeScope scope = NewDisposeScope();
        var source = new DropoutSource(0.1, 3, 4);
        float[] first = TensorMemory.ToArray(source.Apply(ones(400_000))), second = TensorMemory.ToArray(source.Apply(ones(400_000)));
        Assert.Equal(0.1, first.Count(value => value == 0) / 400_000.0, 0.002);
        Assert.Equal(1, first.Average(), 0.002);
        Assert.Equal(0.01, first.Zip(second).Count(pair => pair is { First: 0, Second: 0 }) / 400_000.0, 0.001);
    }

    [Fact]
    public void Apply_NoDropout_GivesTheInputItself()
    {
        using Tensor input = ones(3);
        Assert.Same(input, new DropoutSource(0, 1, 1).Apply(input));
        Assert.False(new DropoutSource(0.1, 1, 1, attention: 0).DropsAttention);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DropoutSource(1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DropoutSource(-0.1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DropoutSource(new DropoutShares(0, 0, Layers: 1), 1, 1));
    }

    private static float[] Mask(ulong seed, ulong step)
    {
        using DisposeScope scope = NewDisposeScope();
        return TensorMemory.ToArray(new DropoutSource(0.2, seed, step).Apply(ones(20, 10_000)));
    }
}
