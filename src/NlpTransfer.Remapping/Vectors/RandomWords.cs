namespace NlpTransfer.Remapping;

/// <summary>The words of a random stream, drawn many at once because a training wants dozens for each word of text.</summary>
internal sealed class RandomWords(ulong seed, string purpose, ulong step)
{
    private readonly CounterRandom _random = new(seed, purpose, step);
    private readonly uint[] _words = new uint[4096];
    private int _next = 4096;

    /// <summary>The next 32 random bits.</summary>
    public uint Next()
    {
        if (_next == _words.Length)
        {
            _random.FillWords(_words);
            _next = 0;
        }

        return _words[_next++];
    }

    /// <summary>A number from 0 to <paramref name="bound"/>, exclusively; the bias of at most bound / 2^32 does not matter here.</summary>
    public int Next(int bound) => (int)(((ulong)Next() * (uint)bound) >> 32);
}
