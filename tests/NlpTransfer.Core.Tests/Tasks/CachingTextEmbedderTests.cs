namespace NlpTransfer.Tests;

public sealed class CachingTextEmbedderTests
{
    [Fact]
    public async Task EmbedAsync_KnownAndRepeatedTexts_AsksInnerOncePerText()
    {
        var inner = new CountingEmbedder();
        var caching = new CachingTextEmbedder(inner);

        await caching.EmbedAsync(["a", "bb", "a"]);
        IReadOnlyList<TextEmbedding> second = await caching.EmbedAsync(["ccc", "a"]);

        Assert.Equal(["a", "bb", "ccc"], inner.Asked);
        Assert.Equal([3f], second[0].Vector);
        Assert.Equal([1f], second[1].Vector);
        Assert.Equal(3, caching.Count);
    }

    [Fact]
    public async Task EmbedAsync_InnerFails_NothingIsRemembered()
    {
        var inner = new CountingEmbedder { Fails = true };
        var caching = new CachingTextEmbedder(inner);

        await Assert.ThrowsAsync<BadDataException>(() => caching.EmbedAsync(["a"]));

        Assert.Equal(0, caching.Count);
    }

    private sealed class CountingEmbedder : ITextEmbedder
    {
        public List<string> Asked { get; } = [];

        public bool Fails { get; init; }

        public int Dimension => 1;

        public Task<IReadOnlyList<TextEmbedding>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
        {
            if (Fails)
                throw new BadDataException("no");
            Asked.AddRange(texts);
            return Task.FromResult<IReadOnlyList<TextEmbedding>>([.. texts.Select(text => new TextEmbedding([text.Length]))]);
        }
    }
}
