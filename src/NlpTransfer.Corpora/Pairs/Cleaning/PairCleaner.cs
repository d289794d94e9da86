using System.Runtime.CompilerServices;
using System.Text;

namespace NlpTransfer.Corpora;

/// <summary>Leaves out pairs that teach a translation model wrong, and counts each reason. One cleaner serves one corpus: it remembers the pairs it has seen.</summary>
public sealed class PairCleaner
{
    private const int Granted = 15;

    private readonly PairCleaningOptions _options;
    private readonly HashSet<UInt128> _seen = [];
    private readonly long[] _dropped = new long[Enum.GetValues<PairFault>().Length];
    private readonly PlaceholderFinder _finder = new(new PlaceholderProtectionOptions());

    /// <summary>Prepares the checks.</summary>
    /// <param name="options">What is left out; null for the defaults.</param>
    /// <exception cref="UsageException">Options are at fault.</exception>
    public PairCleaner(PairCleaningOptions? options = null)
    {
        _options = options ?? new PairCleaningOptions();
        _options.Validate();
    }

    /// <summary>How many pairs were kept.</summary>
    public long Kept { get; private set; }

    /// <summary>How many pairs were left out, by reason, in the order of the reasons; a pair counts under the first that holds. Reasons that did not occur are not there.</summary>
    public IReadOnlyDictionary<PairFault, long> Dropped => Enum.GetValues<PairFault>().Where(fault => _dropped[(int)fault] > 0).ToDictionary(fault => fault, fault => _dropped[(int)fault]);

    /// <summary>Gives the pairs that are sound.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async IAsyncEnumerable<TextPair> CleanAsync(IAsyncEnumerable<TextPair> pairs, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        await foreach (TextPair pair in pairs.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (Check(pair) is null)
                yield return pair;
        }
    }

    /// <summary>Looks at a pair and counts it.</summary>
    /// <returns>What is wrong with it; null where it is sound.</returns>
    public PairFault? Check(TextPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        PairFault? fault = Find(pair);
        if (fault is { } found)
            _dropped[(int)found]++;
        else
            Kept++;
        return fault;
    }

    private PairFault? Find(TextPair pair)
    {
        if (!IsSpoken(pair.Source) || !IsSpoken(pair.Target))
            return PairFault.EmptySide;
        int source = Length(pair.Source), target = Length(pair.Target);
        if (_options.MaximumLength > 0 && Math.Max(source, target) > _options.MaximumLength)
            return PairFault.TooLong;
        string even = TextKey.Normalize(pair.Source), evenTarget = TextKey.Normalize(pair.Target);
        if (_options.Identical && even == evenTarget)
            return PairFault.Identical;
        if (_options.Duplicates && !_seen.Add(TextKey.Hash($"{even}\n{evenTarget}")))
            return PairFault.Duplicate;
        if (_options.MaximumRatio > 0 && Math.Max(source, target) + Granted > _options.MaximumRatio * (Math.Min(source, target) + Granted))
            return PairFault.LengthRatio;
        if (_options.Numbers && !NumbersOf.Text(pair.Source).SequenceEqual(NumbersOf.Text(pair.Target)))
            return PairFault.NumberMismatch;
        return _options.Placeholders && !Placeholders(pair.Source).SequenceEqual(Placeholders(pair.Target)) ? PairFault.PlaceholderMismatch : null;
    }

    private IEnumerable<string> Placeholders(string text) =>
        _finder.Find(text).Select(placeholder => placeholder.Text).Where(placeholder => !char.IsControl(placeholder[0])).Order(StringComparer.Ordinal);

    private static bool IsSpoken(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private static int Length(string text) => text.EnumerateRunes().Count();
}
