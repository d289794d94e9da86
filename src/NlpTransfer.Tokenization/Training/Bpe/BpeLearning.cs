using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// Learns merges as SentencePiece's trainer does: again and again the most frequent pair of neighbouring symbols within words becomes a symbol (Sennrich et al. 2016).
/// </summary>
internal sealed class BpeLearning(TrainingWords words, Alphabet alphabet, PieceRules rules, IReadOnlySet<string> taken)
{
    private const int ChoosingInterval = 100;

    private readonly BpeWords _state = new(words);

    /// <summary>Finds the merged pieces, in the order of the merges.</summary>
    /// <param name="count">Pieces wanted.</param>
    /// <param name="progress">Hears of merges.</param>
    /// <param name="cancellationToken">Stops between merges.</param>
    /// <returns>Fewer than wanted where no pair is left that stands anywhere.</returns>
    public IReadOnlyList<string> Run(int count, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var pairs = new BpePairs(words, _state, rules);
        Begin(pairs);
        var pieces = new List<string>();
        var seen = new HashSet<string>(taken);
        bool choose = true;
        while (pieces.Count < count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (choose || pieces.Count % ChoosingInterval == 0)
            {
                pairs.ChooseActive();
                progress?.Report(new("merging pairs", pieces.Count, count));
            }

            BpePair? best = pairs.Best();

            // What is looked at may run dry before the text does.
            choose = best is null || best.Count == 0;
            if (choose)
            {
                pairs.ChooseActive();
                best = pairs.Best();
                if (best is null || best.Count == 0)
                    break;
                choose = false;
            }

            // The same text may come about in two ways ("aa" + "a", "a" + "aa"): the second is no piece of its own.
            string text = Text(pairs.TextOf(best!));
            if (seen.Add(text))
            {
                pieces.Add(text);
                Merge(best!, pairs);
            }

            pairs.Remove(best!);
        }

        return pieces;
    }

    private void Begin(BpePairs pairs)
    {
        for (int word = 0; word < words.Count; word++)
        {
            int start = words.Starts[word];
            int end = words.EndOf(word);
            for (int place = start; place < end; place++)
                _state.Symbols[place] = pairs.Character(place);
            for (int place = start + 1; place < end; place++)
                pairs.Add(place - 1, place);
        }
    }

    private void Merge(BpePair best, BpePairs pairs)
    {
        foreach ((int left, int right) in best.Places)
        {
            // Taken by the place before, where a symbol is paired with itself.
            if (_state.Symbols[left] is null)
                continue;
            int before = _state.Before(left);
            int after = _state.After(right);
            pairs.Forget(before, left, best);
            pairs.Forget(right, after, best);
            _state.Symbols[left] = best;
            _state.Symbols[right] = null;
            pairs.Add(before, left);
            pairs.Add(left, after);
        }
    }

    private string Text(ReadOnlySpan<int> symbols)
    {
        var text = new StringBuilder();
        foreach (int symbol in symbols)
            text.Append(new Rune(alphabet.CodePoints[symbol - 1]));
        return text.ToString();
    }
}
