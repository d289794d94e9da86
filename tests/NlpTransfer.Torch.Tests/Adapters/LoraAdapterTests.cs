using TorchSharp;

namespace NlpTransfer.Torch.Tests.Adapters;

public sealed class LoraAdapterTests
{
    private static readonly int[][] Ids = [[1, 30, 31, 32, 2], [1, 50, 2], [1, 60, 61, 62, 63, 64, 65, 2]];

    [Fact]
    public void AddAdapters_Untrained_ChangeNothing()
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        float[] before = Forward(encoder);
        encoder.AddAdapters(new LoraOptions(), 1);
        Assert.Equal(12, encoder.Adapted.Count());
        Assert.Equal(before, Forward(encoder));
    }

    [Theory]
    [InlineData(1, LoraTargets.All)]
    [InlineData(4, LoraTargets.Query | LoraTargets.Value)]
    [InlineData(8, LoraTargets.Key)]
    [InlineData(32, LoraTargets.FeedForward)]
    [InlineData(3, LoraTargets.AttentionOutput)]
    public void MergeAdapters_WeightsOfAnySize_GiveWhatAdaptersGave(int rank, LoraTargets targets)
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        float[] plain = Forward(encoder);
        Dictionary<string, float[]> weights = encoder.NamedWeights.ToDictionary(weight => weight.Name, weight => TensorMemory.ToArray(weight.Value));
        encoder.AddAdapters(new LoraOptions { Rank = rank, Targets = targets, Alpha = 3 }, 1);
        Shake(encoder);
        string[] adapted = [.. encoder.Adapted.Select(projection => projection.Name + ".weight")];
        float[] apart = Forward(encoder);
        Assert.InRange(Differences.Largest(apart, plain), 0.01, 10);

        encoder.MergeAdapters();
        Assert.Empty(encoder.Adapted);
        Assert.InRange(Differences.Largest(Forward(encoder), apart), 0, 2e-5);
        Assert.All(encoder.NamedWeights, weight => Assert.Equal(adapted.Contains(weight.Name), !weights[weight.Name].SequenceEqual(TensorMemory.ToArray(weight.Value))));
    }

    [Fact]
    public void AddAdapters_Dropout_ActsOnAdaptersInTrainingAlone()
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        encoder.AddAdapters(new LoraOptions { Dropout = 0.5 }, 1);
        Shake(encoder);
        float[] plain = Forward(encoder), one = Forward(encoder, new DropoutSource(0, 1, 0)), again = Forward(encoder, new DropoutSource(0, 1, 0)), other = Forward(encoder, new DropoutSource(0, 1, 1));
        Assert.Equal(plain, Forward(encoder));
        Assert.Equal(one, again);
        Assert.NotEqual(plain, one);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void AddAdapters_RankAboveTheWidth_IsRefused()
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        Assert.Equal(
            "adapters of rank 33 are no smaller than what they stand beside: the encoder is 32 wide; use a smaller rank",
            Assert.Throws<UsageException>(() => encoder.AddAdapters(new LoraOptions { Rank = 33 }, 1)).Message);
    }

    [Fact]
    public void Dispose_EncoderWithAdapters_FreesThem()
    {
        TorchEncoder encoder = TinyModel.Encoder();
        encoder.AddAdapters(new LoraOptions(), 1);
        LoraAdapter[] adapters = [.. encoder.Adapted.Select(projection => projection.Layer.Adapter!)];
        encoder.Dispose();
        Assert.All(adapters, adapter => Assert.True(adapter.Down.IsInvalid && adapter.Up.IsInvalid));
    }

    [Fact]
    public void Validate_EverythingWrong_IsListed()
    {
        var faults = new OptionFaults("adapters");
        new LoraOptions { Rank = 0, Alpha = 0, Dropout = 1, Targets = LoraTargets.None, RateFactor = 0 }.Validate(faults, "Lora.");
        Assert.Equal(
            "options for adapters: Lora.Rank must be from 1 to 256, not 0; Lora.Alpha must be above 0, at most 10000, not 0; Lora.Dropout must be from 0 to 0.9, not 1; "
            + "Lora.Targets must be some of the six products of a layer, not None; Lora.RateFactor must be from 0.1 to 1000, not 0",
            Assert.Throws<UsageException>(faults.ThrowIfAny).Message);
    }

    [Fact]
    public void ParseTargets_Names_AreReadAndOthersRefused()
    {
        Assert.Equal(LoraTargets.Query | LoraTargets.Value, LoraOptions.ParseTargets("query, value"));
        Assert.Equal(LoraTargets.All, LoraOptions.ParseTargets("attention,feed-forward"));
        Assert.Equal(
            "'queries' is no product of a layer; use some of query, key, value, attention-output, intermediate, output, attention, feed-forward, all",
            Assert.Throws<UsageException>(() => LoraOptions.ParseTargets("queries")).Message);
        Assert.Equal("rank 8; alpha 16; dropout 0; targets query,value; rateFactor 10; merge true", new LoraOptions { Targets = LoraOptions.ParseTargets("value,query") }.Describe());
    }

    /// <summary>Gives the adapters values as training might.</summary>
    private static void Shake(TorchEncoder encoder)
    {
        foreach (Projection projection in encoder.Adapted)
        {
            var random = new CounterRandom(5, projection.Name);
            foreach (ref float value in TensorMemory.Of(projection.Layer.Adapter!.Up))
                value = (float)(0.1 * random.NextGaussian());
        }
    }

    private static float[] Forward(TorchEncoder encoder, DropoutSource? dropout = null)
    {
        using var _ = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        using TokenBatch batch = TokenBatch.Create(Ids, 0);
        return TensorMemory.ToArray(encoder.Forward(batch, dropout));
    }
}
