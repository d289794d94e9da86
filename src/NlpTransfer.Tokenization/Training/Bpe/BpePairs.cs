namespace NlpTransfer.Tokenization;

/// <summary>
/// All pairs that stand somewhere, and the few that are looked at for each merge: the most frequent twentieth, a thousand at least, chosen anew every hundred merges, and what
/// merges made since. SentencePiece looks at the same ones.
/// </summary>
internal sealed class BpePairs(TrainingWords words, BpeWords state, PieceRules rules)
{
    private const int LeastActive = 1_000;
    private const float ActiveShare = 0.05f;

    private readonly Dictionary<int, BpePair> _characters = [];
    private readonly Dictionary<(int Left, int Right), BpePair> _pairs = [];
    private readonly HashSet<(int Left, int Right)> _refused = [];
    private readonly List<BpePair> _active = [];
    private int _numbers;

    /// <summary>The symbol of a character.</summary>
    public BpePair Character(int place)
    {
        int symbol = words.Symbols[place];
        if (!_characters.TryGetValue(symbol, out BpePair? character))
            _characters.Add(symbol, character = new() { Number = _numbers++, Text = place, Length = 1, Count = 1 });
        return character;
    }

    /// <summary>Notes that two symbols are neighbours.</summary>
    public void Add(int left, int right)
    {
        if (left < 0 || right < 0 || Find(left, right) is not { } pair)
            return;
        if (!pair.Active)
        {
            pair.Active = true;
            _active.Add(pair);
        }

        pair.AddPlace(left, right);
    }

    /// <summary>Has a pair counted again, because one of its places goes.</summary>
    public void Forget(int left, int right, BpePair best)
    {
        if (left >= 0 && right >= 0 && Find(left, right) is { } pair && pair != best)
            pair.Count = 0;
    }

    /// <summary>Takes a pair out, so that it is not chosen again.</summary>
    public void Remove(BpePair pair)
    {
        _pairs.Remove((pair.Left!.Number, pair.Right!.Number));
        pair.Active = false;
        _active.Remove(pair);
    }

    /// <summary>Chooses anew which pairs are looked at.</summary>
    public void ChooseActive()
    {
        BpePair[] all = [.. _pairs.Values];
        foreach (BpePair pair in all)
        {
            pair.Recount(state.Symbols, state);
            pair.Active = false;
        }

        int size = Math.Min(Math.Max(LeastActive, (int)((_pairs.Count + _characters.Count) * ActiveShare)), all.Length);
        Array.Sort(all, (left, right) => left.Count != right.Count ? right.Count.CompareTo(left.Count) : Precedes(left, right) ? -1 : left == right ? 0 : 1);
        _active.Clear();
        _active.AddRange(all.AsSpan(0, size));
        foreach (BpePair pair in _active)
            pair.Active = true;
    }

    /// <summary>The most frequent of the active pairs; of several the shortest, then the first by its code points. Null where none is active.</summary>
    public BpePair? Best()
    {
        BpePair? best = null;
        foreach (BpePair pair in _active)
        {
            pair.Recount(state.Symbols, state);
            if (best is null || pair.Count > best.Count || (pair.Count == best.Count && Precedes(pair, best)))
                best = pair;
        }

        return best;
    }

    /// <summary>The characters of a symbol.</summary>
    public ReadOnlySpan<int> TextOf(BpePair pair) => words.Symbols.AsSpan(pair.Text, pair.Length);

    /// <summary>The pair of the symbols at two places, made where there is none yet; null where it may not be a piece.</summary>
    private BpePair? Find(int left, int right)
    {
        BpePair first = state.Symbols[left]!;
        BpePair second = state.Symbols[right]!;
        (int, int) key = (first.Number, second.Number);
        if (_pairs.TryGetValue(key, out BpePair? pair))
            return pair;
        if (_refused.Contains(key))
            return null;
        int length = first.Length + second.Length;
        if (!rules.Allow(words.Symbols.AsSpan(left, length)))
        {
            _refused.Add(key);
            return null;
        }

        pair = new() { Left = first, Right = second, Number = _numbers++, Text = left, Length = length };
        _pairs.Add(key, pair);
        return pair;
    }

    private bool Precedes(BpePair left, BpePair right) =>
        left.Length != right.Length ? left.Length < right.Length : TextOf(left).SequenceCompareTo(TextOf(right)) < 0;
}
