namespace NlpTransfer.Metrics;

/// <summary>
/// The fewest edits found from a translation to a reference where moving a run of words is one edit (Snover et al. 2006). The search is Tercom's, greedy:
/// the move that saves most is made until none saves any; limits on runs, distances and candidates are part of the score's definition.
/// </summary>
internal sealed class ShiftSearch
{
    private const int MaxRun = 10;
    private const int MaxDistance = 50;
    private const int MaxCandidates = 1000;
    private readonly int[] _reference;
    private readonly EditTable _table;
    private int[] _words;
    private int _candidates;

    private ShiftSearch(int[] words, int[] reference) => (_words, _reference, _table) = (words, reference, new EditTable(reference, words.Length));

    /// <summary>The number of edits.</summary>
    public static int Edits(int[] words, int[] reference) => reference.Length == 0 ? words.Length : new ShiftSearch(words, reference).Run();

    private int Run()
    {
        int shifts = 0;
        while (true)
        {
            int edits = _table.Fill(_words);
            Shift? best = Best(edits);
            if (_candidates >= MaxCandidates || best is not { Saved: > 0 })
                return shifts + edits;
            _words = best.Value.Apply(_words);
            shifts++;
        }
    }

    private Shift? Best(int edits)
    {
        var alignment = new Alignment(_table.Trace());
        Shift? best = null;
        for (int start = 0; start < _words.Length; start++)
        {
            int last = Math.Min(_reference.Length - 1, start + MaxDistance);
            for (int at = Math.Max(0, start - MaxDistance); at <= last; at++)
            {
                for (int length = 1; length <= MaxRun && Equal(start + length - 1, at + length - 1); length++)
                {
                    if (!IsWorthTrying(alignment, start, at, length))
                        continue;
                    best = Try(alignment, edits, start, at, length, best);
                    if (_candidates >= MaxCandidates)
                        return best;
                }
            }
        }

        return best;
    }

    private bool Equal(int word, int reference) => word < _words.Length && reference < _reference.Length && _words[word] == _reference[reference];

    // A run moves only where it is wrong now, where the reference wants it elsewhere, and not into itself.
    private static bool IsWorthTrying(Alignment alignment, int start, int at, int length)
    {
        int place = alignment.PlaceOf(at);
        return alignment.AnyWrongInTranslation(start, length) && alignment.AnyWrongInReference(at, length) && !(start <= place && place < start + length);
    }

    private Shift? Try(Alignment alignment, int edits, int start, int at, int length, Shift? best)
    {
        int previous = -1;
        for (int offset = -1; offset < length; offset++)
        {
            int target = at + offset < 0 ? 0 : alignment.PlaceOf(at + offset) + 1;
            if (target == previous)
                continue;
            previous = target;
            var shift = new Shift(start, length, target, 0);
            int saved = edits - _table.Measure(shift.Apply(_words), Math.Min(start, target));
            shift = shift with { Saved = saved };
            _candidates++;
            if (best is null || shift.IsBetterThan(best.Value))
                best = shift;
        }

        return best;
    }
}
