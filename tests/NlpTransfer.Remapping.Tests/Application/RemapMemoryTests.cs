using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

/// <summary>A matrix is remapped in blocks: what is allocated does not grow with it. Counted for the whole process, so no other test may run meanwhile.</summary>
[Collection(AloneCollection.Name)]
public sealed class RemapMemoryTests : IDisposable
{
    private const int Rows = 20_000;
    private const int Width = 512;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ApplyAsync_LargeMatrices_AllocatesFarLessThanOneOfThem()
    {
        TextTokenizer old = Toy.Unigram([.. Enumerable.Range(0, Rows).Select(i => $"p{i}")]), target = Toy.Unigram([.. Enumerable.Range(0, Rows).Select(i => $"p{Rows + 50 - i}")]);
        ModelFolder model = Toy.Model(_folder["old"], old, type: TensorType.Float32, width: Width);
        RemapPlan plan = RemapPlan.Create(model, target, [new CopyInitializer(), new RandomInitializer()]);
        Assert.Equal(51, plan.TokensByMethod["random"]);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await plan.ApplyAsync(model, _folder["new"]);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before, matrix = (long)Rows * Width * sizeof(float);
        Assert.True(allocated < matrix, $"{allocated:N0} bytes were allocated for two matrices of {matrix:N0}");
    }
}
