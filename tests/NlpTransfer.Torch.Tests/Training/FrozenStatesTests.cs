using NlpTransfer.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class FrozenStatesTests : IClassFixture<OneThread>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Gather_CachedStates_GiveTheLogitsOfAllLayers(int top)
    {
        using ClassifierModel model = Models.Create(layers: 3);
        model.SetTrainable(new FineTuningOptions { TopLayers = top });
        FineTuningRows rows = Models.Rows(40);
        FrozenStates states = FrozenStates.Compute(model.Encoder, rows.Ids, model.FirstTrainedLayer, 64, null, default);
        int[] places = [3, 17, 0, 39];
        float[] cached = Logits(model, rows.Select(places), states, places), whole = Logits(model, rows.Select(places), null, places);
        Assert.All(cached.Zip(whole), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        Assert.Equal(rows.Ids.Sum(row => row.Length) * 32L * 4, FrozenStates.EstimateBytes(rows.Ids, 32));
    }

    [Fact]
    public void Compute_Cancelled_Stops()
    {
        using ClassifierModel model = Models.Create();
        FineTuningRows rows = Models.Rows(40);
        using var source = new CancellationTokenSource();
        var progress = new Immediate<WorkProgress>(_ => source.Cancel());
        Assert.Throws<OperationCanceledException>(() => FrozenStates.Compute(model.Encoder, rows.Ids, 1, 64, progress, source.Token));
        Assert.Equal(1, progress.Count);
    }

    private static float[] Logits(ClassifierModel model, FineTuningRows rows, FrozenStates? states, int[] places)
    {
        using var _ = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using ClassificationBatch batch = ClassificationBatch.Create(rows.Ids, rows.Labels, 1, states, places);
        return TensorMemory.ToArray(model.Logits(batch.Tokens, batch.Hidden));
    }
}
