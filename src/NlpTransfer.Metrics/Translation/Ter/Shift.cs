namespace NlpTransfer.Metrics;

/// <summary>A move of a run of words.</summary>
/// <param name="Start">First word of the run.</param>
/// <param name="Length">Words in the run.</param>
/// <param name="Target">The word that it is put before, in the places before the move.</param>
/// <param name="Saved">By how many edits the rest is nearer to the reference afterwards.</param>
internal readonly record struct Shift(int Start, int Length, int Target, int Saved)
{
    /// <summary>Whether it saves more; among equals the longer, then the earlier run, then the earlier target.</summary>
    public bool IsBetterThan(Shift other) =>
        (Saved, Length, -Start, -Target).CompareTo((other.Saved, other.Length, -other.Start, -other.Target)) > 0;

    /// <summary>The words after the move.</summary>
    public int[] Apply(int[] words)
    {
        int end = Start + Length;
        if (Target < Start)
            return [.. words[..Target], .. words[Start..end], .. words[Target..Start], .. words[end..]];
        // A target inside the run or just behind it moves the run by as many words as the target lies into it.
        int behind = Target > end ? Target : Math.Min(words.Length, Target + Length);
        return [.. words[..Start], .. words[end..behind], .. words[Start..end], .. words[behind..]];
    }
}
