using CsCheck;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Layers;

public sealed class LayerCacheTests
{
    private const int Heads = 2;
    private const int Width = 3;

    /// <summary>Rows that come, go and change places, and tokens that outgrow the room, are what joining and selecting tensors would give.</summary>
    [Fact]
    public void Append_AnyMoves_GivesWhatJoiningAndSelectingDo() => Gen.Int[0, 99].Array[0, 4].Array[1, 40].Sample(
        steps =>
        {
            using DisposeScope scope = NewDisposeScope();
            using var cache = new LayerCache();
            Tensor? expectedKey = null, expectedValue = null;
            int rows = 3, step = 0;
            foreach (int[] draws in steps)
            {
                if (draws.Length > 0)
                {
                    int[] parents = [.. draws.Select(draw => draw % rows)];
                    rows = parents.Length;
                    cache.Reorder(parents);
                    Tensor index = tensor([.. parents.Select(parent => (long)parent)]);
                    (expectedKey, expectedValue) = (expectedKey?.index_select(0, index), expectedValue?.index_select(0, index));
                }

                Tensor key = arange(rows * Heads * Width, ScalarType.Float32).view(rows, Heads, 1, Width) + (100 * ++step), value = -key;
                (expectedKey, expectedValue) = (expectedKey is null ? key : cat([expectedKey, key], 2), expectedValue is null ? value : cat([expectedValue, value], 2));
                (Tensor allKeys, Tensor allValues) = cache.Append(key, value);
                Assert.Equal(TensorMemory.ToArray(expectedKey), TensorMemory.ToArray(allKeys));
                Assert.Equal(TensorMemory.ToArray(expectedValue), TensorMemory.ToArray(allValues));
            }
        },
        iter: 60,
        threads: 1);
}
