using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>
/// The memory that a training process may hold in all. What a step needs is estimated before it is computed, and batches that would need more are computed in parts whose gradients add
/// up to the same step; nothing waits for an allocation to fail.
/// </summary>
public sealed record MemoryBudget
{
    private static readonly (string Unit, double Bytes)[] s_units =
    [
        ("", 1), ("B", 1), ("kB", 1e3), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
    ];

    private MemoryBudget(long bytes, bool isGiven) => (Bytes, IsGiven) = (bytes, isGiven);

    /// <summary>Bytes.</summary>
    public long Bytes { get; }

    /// <summary>Whether somebody named it; else it is what the machine leaves.</summary>
    public bool IsGiven { get; }

    /// <summary>So many bytes.</summary>
    /// <param name="bytes">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public static MemoryBudget Of(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return new MemoryBudget(bytes, isGiven: true);
    }

    /// <summary>Reads a size: <c>4GB</c> (a thousand million bytes each), <c>512MiB</c> (1,048,576 bytes each), or bytes.</summary>
    /// <param name="text">A number, whole or not, and a unit: B, kB, MB, GB, TB, KiB, MiB, GiB or TiB.</param>
    /// <exception cref="UsageException">It is no such size.</exception>
    public static MemoryBudget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string number = text.TrimEnd([.. Enumerable.Range('A', 26).Concat(Enumerable.Range('a', 26)).Select(letter => (char)letter)]);
        (string Unit, double Bytes)? unit = s_units.Cast<(string Unit, double Bytes)?>().FirstOrDefault(known => known!.Value.Unit == text[number.Length..]);
        return unit is { } found && double.TryParse(number.TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value * found.Bytes is >= 1 and <= 1L << 60
            ? Of((long)(value * found.Bytes))
            : throw new UsageException($"'{text}' is no size of memory; write such as 4GB, 512MiB or 2000000000.");
    }

    /// <summary>What the machine, or the control group that the process runs in, leaves now, but a tenth: it takes what the process holds already as its own.</summary>
    public static MemoryBudget OfThisMachine() => new(Math.Max(1, Environment.WorkingSet + (long)(0.9 * MachineMemory.Left("/"))), isGiven: false);

    /// <summary>The budget of a run: what the user names; what it was decided to be where a run goes on, for another could cut batches in other places; or what the machine leaves.</summary>
    /// <param name="wanted">What the user names; null for nothing.</param>
    /// <param name="checkpoints">The run's checkpoints; null for none.</param>
    /// <exception cref="UsageException">The run that goes on had another.</exception>
    internal static MemoryBudget Decide(MemoryBudget? wanted, RunCheckpoints? checkpoints)
    {
        const string Fact = "memory";
        if (checkpoints?.Facts.GetValueOrDefault(Fact) is { } decided)
        {
            var before = new MemoryBudget(long.Parse(decided, CultureInfo.InvariantCulture), wanted is not null);
            return wanted is null || wanted.Bytes == before.Bytes ? before : throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"The run began with {before.Bytes} bytes of memory to keep to, and {wanted.Bytes} could cut its batches elsewhere, so that it would not end as it would have; leave --memory out, or begin anew (--force instead of --resume)."));
        }

        MemoryBudget budget = wanted ?? OfThisMachine();
        checkpoints?.Decide(Fact, budget.Bytes.ToString(CultureInfo.InvariantCulture));
        return budget;
    }

    /// <summary>The size in megabytes, for messages.</summary>
    internal static string Text(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1e6):N0} MB");
}
