using System.Numerics;

namespace NlpTransfer.Tokenization;

/// <summary>Which ids of a vocabulary occurred.</summary>
public sealed class VocabularyUse : IEquatable<VocabularyUse>
{
    private readonly ulong[] _marks;

    /// <summary>Creates an empty record.</summary>
    /// <param name="size">Ids of the vocabulary.</param>
    public VocabularyUse(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Size = size;
        _marks = new ulong[(size + 63) / 64];
    }

    /// <summary>Ids of the vocabulary.</summary>
    public int Size { get; }

    /// <summary>Ids that occurred.</summary>
    public int Used => _marks.Sum(BitOperations.PopCount);

    /// <summary>Share of the vocabulary that occurred; NaN for an empty one.</summary>
    public double Share => (double)Used / Size;

    /// <summary>Marks ids.</summary>
    /// <param name="ids">Ids from 0 to <see cref="Size"/>, exclusively.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is none of the vocabulary.</exception>
    public void Mark(ReadOnlySpan<int> ids)
    {
        foreach (int id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Size);
            _marks[id >> 6] |= 1UL << (id & 63);
        }
    }

    /// <summary>What occurred in one or the other.</summary>
    /// <param name="other">A record of the same or another vocabulary; ids are compared as they are.</param>
    public VocabularyUse Union(VocabularyUse other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var union = new VocabularyUse(Math.Max(Size, other.Size));
        foreach (VocabularyUse use in (VocabularyUse[])[this, other])
        {
            for (int i = 0; i < use._marks.Length; i++)
                union._marks[i] |= use._marks[i];
        }

        return union;
    }

    /// <inheritdoc/>
    public bool Equals(VocabularyUse? other) => other is not null && Size == other.Size && _marks.AsSpan().SequenceEqual(other._marks);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VocabularyUse);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, Used);
}
