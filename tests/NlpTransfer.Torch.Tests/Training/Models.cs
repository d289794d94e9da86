using NlpTransfer.Training;
using TorchSharp;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>Encoders with a head, for tests below whole classifiers.</summary>
internal static class Models
{
    internal static ClassifierModel Create(int layers = 2, int labels = 3, ulong seed = 1)
    {
        var head = new LinearLayer(ToyEncoder.Width, labels);
        new CounterRandom(seed, "head").FillSingles(TensorMemory.Of(head.Weight));
        return new ClassifierModel(TinyModel.Encoder(seed, TinyModel.Config with { Layers = layers, PaddingId = 1 }), head, PoolingMode.Mean);
    }

    /// <summary>Rows whose label is told by one token among random others.</summary>
    internal static FineTuningRows Rows(int count, ulong seed = 1)
    {
        int[] Ids(int row)
        {
            var random = new CounterRandom(seed, "rows", (ulong)row);
            return [0, .. Enumerable.Range(0, 2 + random.NextInt32(8)).Select(_ => 20 + random.NextInt32(100)), 10 + (row % 3), 2];
        }

        return new FineTuningRows([.. Enumerable.Range(0, count).Select(Ids)], [.. Enumerable.Range(0, count).Select(row => row % 3)], [.. Enumerable.Range(0, count).Select(row => $"g{row}")]);
    }

    internal static Dictionary<string, float[]> Weights(ClassifierModel model) => model.Encoder.NamedWeights.ToDictionary(weight => weight.Name, weight => TensorMemory.ToArray(weight.Value));

    /// <summary>Tensors alive after what is garbage has been collected.</summary>
    internal static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return torch.Tensor.TotalCount;
    }
}
