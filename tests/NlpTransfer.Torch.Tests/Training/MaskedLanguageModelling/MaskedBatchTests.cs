using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class MaskedBatchTests
{
    private static readonly MaskedSequence[] Sequences = [new([0, 4, 7, 2], [1], [9], 4), new([0, 8, 2, 4, 4, 2], [3, 4], [5, 6], 3)];

    [Fact]
    public void Create_TwoSequences_CountsPlacesRowByRow()
    {
        using MaskedBatch batch = MaskedBatch.Create(Sequences, paddingId: 1, hasSegments: true);
        Assert.Equal([0, 4, 7, 2, 1, 1, 0, 8, 2, 4, 4, 2], batch.Tokens.Ids.data<long>().ToArray());
        Assert.Equal([1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1], batch.Tokens.Mask.data<float>().ToArray());
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1], batch.Tokens.TypeIds!.data<long>().ToArray());
        Assert.Equal([1, 9, 10], batch.Positions.data<long>().ToArray());
        Assert.Equal([9, 5, 6], batch.Labels.data<long>().ToArray());
        Assert.Same(batch, Assert.Single(batch.Parts));
    }

    [Fact]
    public void Create_ModelWithoutSegments_HasNone()
    {
        using MaskedBatch batch = MaskedBatch.Create(Sequences, 1, hasSegments: false);
        Assert.Null(batch.Tokens.TypeIds);
    }

    [Fact]
    public void Dispose_JoinedBatches_FreesEveryTensor()
    {
        long before = Models.LiveTensors();
        MaskedBatch step = MaskedBatch.Join([MaskedBatch.Create(Sequences, 1, true), MaskedBatch.Create(Sequences, 1, true)]);
        Assert.Equal(2, step.Parts.Count);
        Assert.Throws<InvalidOperationException>(() => step.Tokens);
        step.Dispose();
        Assert.Equal(before, Models.LiveTensors());
    }
}
