namespace NlpTransfer.Tokenization;

/// <summary>A character, or two neighbouring symbols that may become one; the text of each is known by a place where it stood at first.</summary>
internal sealed class BpePair
{
    private readonly List<(int Left, int Right)> _places = [];
    private bool _sorted = true;

    /// <summary>The two symbols, or null and null for a character.</summary>
    public BpePair? Left { get; init; }

    public BpePair? Right { get; init; }

    /// <summary>Its number, which tells pairs apart.</summary>
    public required int Number { get; init; }

    /// <summary>Where its characters stand in the words.</summary>
    public required int Text { get; init; }

    /// <summary>How many characters it has.</summary>
    public required int Length { get; init; }

    /// <summary>How often it occurs; 0 asks for counting again.</summary>
    public long Count { get; set; }

    /// <summary>Whether it is among those that are looked at for each merge.</summary>
    public bool Active { get; set; }

    public IReadOnlyList<(int Left, int Right)> Places => _places;

    public void AddPlace(int left, int right)
    {
        _sorted &= _places.Count == 0 || _places[^1].Left < left;
        _places.Add((left, right));
    }

    /// <summary>
    /// Counts the places where the pair still stands and drops the others. Of two that overlap ("aaa") the second is dropped for good, though a merge to the
    /// left could free it: that is what SentencePiece does, and equal merges need it.
    /// </summary>
    /// <param name="symbols">The symbol at each place, null where it was merged into the one before.</param>
    /// <param name="weights">The weight of the word at each place.</param>
    public void Recount(BpePair?[] symbols, BpeWords weights)
    {
        if (Count > 0)
            return;
        if (!_sorted)
            Sort();
        int kept = 0;
        (int Left, int Right) before = (-1, -1);
        for (int i = 0; i < _places.Count; i++)
        {
            (int left, int right) = _places[i];
            if (left == before.Right || symbols[left] != Left || symbols[right] != Right)
            {
                before = (-1, -1);
                continue;
            }

            Count += weights.CountAt(left);
            before = (left, right);
            _places[kept++] = before;
        }

        _places.RemoveRange(kept, _places.Count - kept);
    }

    /// <summary>A place may be found from both sides; it counts once.</summary>
    private void Sort()
    {
        (int, int)[] places = [.. _places.Distinct().Order()];
        _places.Clear();
        _places.AddRange(places);
        _sorted = true;
    }
}
