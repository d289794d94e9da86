using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class VectorStoreTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1L << 30)]
    public void Read_InMemoryAndInAFile_GivesWhatWasAdded(long memoryBytes)
    {
        using var store = new VectorStore(3, memoryBytes);
        for (int i = 0; i < 3000; i++)
            Assert.Equal(i, store.Add([i, -i, i / 7f]));
        float[] vector = new float[3];
        foreach (int place in new[] { 0, 2999, 1023, 1024, 1025, 2048, 17 })
        {
            store.Read(place, vector);
            Assert.Equal([place, -place, place / 7f], vector);
        }

        Assert.Equal(3000, store.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Read(3000, vector));
    }
}
