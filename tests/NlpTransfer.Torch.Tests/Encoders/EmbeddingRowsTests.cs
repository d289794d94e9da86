using TorchSharp;
using TorchSharp.Modules;

namespace NlpTransfer.Torch.Tests.Encoders;

public sealed class EmbeddingRowsTests
{
    [Fact]
    public void TrainRows_Forward_GivesTheSameStates()
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        using TokenBatch batch = TokenBatch.Create([[1, 5, 6, 2], [1, 7, 2]], 0);
        float[] before = States(encoder, batch);
        encoder.TrainRows([6, 7, 150]);
        Assert.Equal(before, States(encoder, batch));
        encoder.MergeRows();
        Assert.Equal(before, States(encoder, batch));
    }

    [Fact]
    public void TrainRows_Backward_GivesTheGradientOfTheWholeMatrix()
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        using TokenBatch batch = TokenBatch.Create([[1, 5, 6, 2], [1, 6, 6, 9, 2]], 0);
        float[] whole = Gradient(encoder, batch, encoder.WordEmbeddings);
        encoder.SetTrainable(freezeEmbeddings: true, topLayers: null);
        float[] rows = Gradient(encoder, batch, encoder.TrainRows([6, 9, 150]));
        int width = encoder.Config.HiddenSize;
        Assert.All(new[] { 6, 9, 150 }.Select((id, row) => (id, row)), pair =>
            Assert.All(Enumerable.Range(0, width), i => Assert.Equal(whole[(pair.id * width) + i], rows[(pair.row * width) + i], 1e-5)));
        Assert.Contains(rows, value => Math.Abs(value) > 1e-3);
        Assert.All(rows[(2 * width)..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void MergeRows_ChangedRows_StandInTheMatrixAndTheOthersStay()
    {
        using TorchEncoder encoder = TinyModel.Encoder();
        int width = encoder.Config.HiddenSize;
        float[] before = TensorMemory.ToArray(encoder.WordEmbeddings);
        Parameter rows = encoder.TrainRows([3, 8]);
        TensorMemory.Of(rows).Fill(0.5f);
        encoder.MergeRows();
        float[] after = TensorMemory.ToArray(encoder.WordEmbeddings);
        for (int i = 0; i < after.Length; i++)
            Assert.Equal(i / width is 3 or 8 ? 0.5f : before[i], after[i]);
    }

    private static float[] States(TorchEncoder encoder, TokenBatch batch)
    {
        using var _ = torch.inference_mode();
        using DisposeScope scope = torch.NewDisposeScope();
        return TensorMemory.ToArray(encoder.Forward(batch));
    }

    private static float[] Gradient(TorchEncoder encoder, TokenBatch batch, Parameter parameter)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        encoder.Forward(batch).square().select(2, 0).sum().backward();
        return TensorMemory.ToArray(parameter.grad!);
    }
}
