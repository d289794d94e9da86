using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Encoders;

public sealed class TorchEncoderTests
{
    private static readonly int[][] Rows = [[1, 5, 6, 7, 2], [1, 8, 2], [1, 9, 10, 2]];

    [Fact]
    public void Forward_WithAndWithoutGradients_GivesTheSameBytes()
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        using TokenBatch batch = TokenBatch.Create(Rows, 0);
        using DisposeScope scope = NewDisposeScope();
        float[] training = TensorMemory.ToArray(encoder.Forward(batch));
        using var mode = inference_mode();
        Assert.Equal(training, TensorMemory.ToArray(encoder.Forward(batch)));
    }

    [Fact]
    public void Forward_TwoSegments_DifferFromOne()
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        using DisposeScope scope = NewDisposeScope();
        long[] ids = [1, 5, 2, 6, 2], mask = [1, 1, 1, 1, 1];
        float[] one = TensorMemory.ToArray(encoder.Forward(TokenBatch.Create(ids, mask, null, 5)));
        Assert.Equal(one, TensorMemory.ToArray(encoder.Forward(TokenBatch.Create(ids, mask, [0, 0, 0, 0, 0], 5))));
        Assert.NotEqual(one, TensorMemory.ToArray(encoder.Forward(TokenBatch.Create(ids, mask, [0, 0, 0, 1, 1], 5))));
    }

    [Fact]
    public void Forward_PositionsAfterPadding_CountTokensAlone()
    {
        EncoderConfig config = TinyModel.Config with { FirstPosition = 2, PaddingId = 1 };
        using TorchEncoder encoder = TinyModel.Encoder(config: config);
        using DisposeScope scope = NewDisposeScope();
        float[] padded = TensorMemory.ToArray(encoder.Forward(TokenBatch.Create([1, 1, 0, 5, 2], [0, 0, 1, 1, 1], null, 5)).narrow(1, 2, 3));
        float[] plain = TensorMemory.ToArray(encoder.Forward(TokenBatch.Create([0, 5, 2], [1, 1, 1], null, 3)));
        Assert.InRange(Differences.Largest(padded, plain), 0, 5e-6);
    }

    [Fact]
    public void Forward_Dropout_DependsOnSeedAndStepAlone()
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        using TokenBatch batch = TokenBatch.Create(Rows, 0);
        using DisposeScope scope = NewDisposeScope();
        float[] States(double probability, ulong step, double? attention = null) =>
            TensorMemory.ToArray(encoder.Forward(batch, new DropoutSource(probability, 1, step, attention)));
        Assert.Equal(States(0.3, 1), States(0.3, 1));
        Assert.NotEqual(States(0.3, 1), States(0.3, 2));
        Assert.NotEqual(States(0.3, 1), States(0.3, 1, attention: 0));
        Assert.InRange(Differences.Largest(States(0, 1, attention: 1e-9), TensorMemory.ToArray(encoder.Forward(batch))), 0, 1e-5);
    }

    [Theory]
    [InlineData(false, null, 37)]
    [InlineData(true, null, 32)]
    [InlineData(true, 1, 16)]
    [InlineData(false, 1, 16)]
    [InlineData(false, 0, 0)]
    public void SetTrainable_Layers_GivesGradientsToTheseAlone(bool freezeEmbeddings, int? topLayers, int expected)
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        encoder.SetTrainable(freezeEmbeddings, topLayers);
        Assert.Equal(expected, encoder.NamedWeights.Count(weight => weight.Value.requires_grad));
        if (expected == 0)
            return;
        using TokenBatch batch = TokenBatch.Create(Rows, 0);
        using DisposeScope scope = NewDisposeScope();
        encoder.Forward(batch).pow(2).sum().backward();
        Assert.All(encoder.NamedWeights, weight => Assert.Equal(weight.Value.requires_grad, weight.Value.grad is not null));
    }

    [Fact]
    public void Step_ManySteps_LeavesNoTensorBehind()
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        encoder.SetTrainable(freezeEmbeddings: true, topLayers: null);
        var optimizer = new AdamW([new AdamWGroup([.. encoder.NamedWeights.Select(weight => weight.Value)], 1e-3, 0.01)]);
        Step(1);
        long before = Tensor.TotalCount;
        for (ulong step = 2; step < 12; step++)
            Step(step);
        Assert.Equal(before, Tensor.TotalCount);

        void Step(ulong step)
        {
            using DisposeScope scope = NewDisposeScope();
            using TokenBatch batch = TokenBatch.Create(Rows, 0);
            Tensor loss = encoder.Forward(batch, new DropoutSource(0.1, 1, step)).pow(2).mean();
            loss.backward();
            Assert.True(double.IsFinite(optimizer.Step(1, 1)));
        }
    }

    [Fact]
    public void Dispose_Encoder_LeavesNoTensorBehind()
    {
        LibTorch.EnsureAvailable();
        long before = Tensor.TotalCount;
        int weights;
        using (TorchEncoder encoder = TinyModel.Encoder())
        using (TokenBatch batch = TokenBatch.Create(Rows, 0))
        {
            weights = encoder.NamedWeights.Count();
            using var mode = inference_mode();
            using DisposeScope scope = NewDisposeScope();
            encoder.Forward(batch);
        }

        // TorchSharp goes on counting the emptied tensor that each parameter was made of.
        Assert.Equal(before + weights, Tensor.TotalCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Create_EmptyBatchOrSequence_IsRefused(int sequences) =>
        Assert.Throws<ArgumentException>(() => TokenBatch.Create([.. Enumerable.Repeat<int[]>([], sequences)], 0));
}
