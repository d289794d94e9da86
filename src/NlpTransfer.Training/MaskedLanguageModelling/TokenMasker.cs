namespace NlpTransfer.Training;

/// <summary>
/// Hides tokens to be guessed: of the tokens drawn most are replaced by the mask, some by a token drawn at random, and some stay, so that the model learns to doubt all of them
/// (Devlin et al. 2019).
/// </summary>
/// <param name="tokens">What can be hidden.</param>
/// <param name="options">How much.</param>
internal sealed class TokenMasker(MaskableTokens tokens, MaskingOptions options)
{
    /// <summary>What can be hidden.</summary>
    internal MaskableTokens Tokens => tokens;

    /// <summary>Hides tokens of a sequence; at least one.</summary>
    /// <param name="example">The sequence; it has a token that is not special.</param>
    /// <param name="random">Draws.</param>
    internal MaskedSequence Apply(MaskedExample example, CounterRandom random)
    {
        List<int> positions = Draw(example, random);
        int[] ids = [.. example.Ids], labels = new int[positions.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            int place = positions[i];
            labels[i] = ids[place];
            double way = random.NextDouble();
            if (way < options.MaskShare)
                ids[place] = tokens.Mask;
            else if (way < options.MaskShare + options.RandomShare)
                ids[place] = tokens.Ordinary[random.NextInt32(tokens.Ordinary.Count)];
        }

        return new MaskedSequence(ids, [.. positions], labels, example.SecondAt);
    }

    /// <summary>Hides one token alone behind the mask.</summary>
    /// <param name="example">The sequence.</param>
    /// <param name="place">The place.</param>
    internal MaskedSequence ApplyAt(MaskedExample example, int place)
    {
        int[] ids = [.. example.Ids];
        ids[place] = tokens.Mask;
        return new MaskedSequence(ids, [place], [example.Ids[place]], example.SecondAt);
    }

    /// <summary>The places whose token can be guessed.</summary>
    internal IEnumerable<int> Places(MaskedExample example) => Enumerable.Range(0, example.Ids.Length).Where(place => tokens.IsOrdinary(example.Ids[place]));

    /// <summary>Tokens that are hidden in a sequence of a length, for all that has to be expected: twice the share.</summary>
    internal int MostGuesses(int length) => Math.Min(length, (int)Math.Ceiling(2 * options.Share * length) + 1);

    private List<int> Draw(MaskedExample example, CounterRandom random)
    {
        var drawn = new List<int>();
        List<int> unit = [], spare = [];
        int units = 0;
        void Decide()
        {
            if (unit.Count == 0)
                return;
            units++;
            if (random.NextDouble() < options.Share)
                drawn.AddRange(unit);
            else if (random.NextInt32(units) == 0)
                // A uniformly drawn one of those seen so far stands by in case none is drawn.
                spare = unit;
            unit = [];
        }

        foreach (int place in Places(example))
        {
            if (example.WordStarts is null || example.WordStarts[place])
                Decide();
            unit.Add(place);
        }

        Decide();
        return drawn.Count > 0 ? drawn : spare;
    }
}
