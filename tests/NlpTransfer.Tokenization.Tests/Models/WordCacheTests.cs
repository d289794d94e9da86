namespace NlpTransfer.Tokenization.Tests;

public sealed class WordCacheTests
{
    [Fact]
    public void TryAppend_ManyMoreWordsThanPlaces_NeverGivesAnotherWordsTokens()
    {
        var cache = new WordCache();
        var tokens = new List<PendingToken>();
        int found = 0;
        for (int round = 0; round < 2; round++)
        {
            for (int word = 0; word < 200_000; word++)
            {
                string text = $"w{word}";
                tokens.Clear();
                if (cache.TryAppend(text, 10, tokens, out ulong hash))
                {
                    found++;
                    Assert.Equal([new PendingToken(word, 10, 10 + text.Length, word % 2 == 0)], tokens);
                    continue;
                }

                cache.Add(hash, text, 5, [new PendingToken(word, 5, 5 + text.Length, word % 2 == 0)]);
            }
        }

        Assert.InRange(found, 10_000, 200_000);
    }

    [Fact]
    public void Add_FullPlaces_GoToNewWordsInTime()
    {
        var cache = new WordCache();
        var tokens = new List<PendingToken>();
        for (int word = 0; word < 500_000; word++)
        {
            cache.TryAppend($"old{word}", 0, tokens, out ulong hash);
            cache.Add(hash, $"old{word}", 0, []);
        }

        int known = 0;
        for (int round = 0; round < 10; round++)
        {
            known = 0;
            for (int word = 0; word < 100; word++)
            {
                if (cache.TryAppend($"new{word}", 0, tokens, out ulong hash))
                    known++;
                else
                    cache.Add(hash, $"new{word}", 0, []);
            }
        }

        Assert.InRange(known, 80, 100);
    }
}
