using NlpTransfer.Tokenization;

namespace NlpTransfer.Training;

/// <summary>Makes sequences of texts and pairs, with special tokens, cut so that they fit.</summary>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="tokens">Which ids can be guessed.</param>
/// <param name="maxLength">Tokens of a sequence at most, special ones included.</param>
/// <param name="wholeWords">Whether the beginnings of words are wanted.</param>
/// <param name="lowerCase">Whether the model wants lower case.</param>
internal sealed class MaskedInput(TextTokenizer tokenizer, MaskableTokens tokens, int maxLength, bool wholeWords, bool lowerCase)
{
    private readonly (int[] Before, int[] After) _around = Around(tokenizer);

    /// <summary>The sequences of a text: one, or several where it is longer than fits; those with no token that can be guessed are left out.</summary>
    /// <param name="text">The text.</param>
    internal IEnumerable<MaskedExample> Encode(string text)
    {
        text = Prepare(text);
        TokenEncoding encoding = tokenizer.Encode(text, addSpecialTokens: false);
        bool[]? starts = wholeWords ? WordStarts.Of(text, encoding.Offsets) : null;
        int room = Math.Max(1, maxLength - _around.Before.Length - _around.After.Length);
        for (int start = 0; start < encoding.Ids.Length; start += room)
        {
            int end = Math.Min(encoding.Ids.Length, start + room);
            int[] ids = [.. _around.Before, .. encoding.Ids.AsSpan(start, end - start), .. _around.After];
            if (!ids.Any(tokens.IsOrdinary))
                continue;
            bool[]? marks = starts is null ? null : [.. new bool[_around.Before.Length], .. starts.AsSpan(start, end - start), .. new bool[_around.After.Length]];
            yield return new MaskedExample(ids, ids.Length, marks);
        }
    }

    /// <summary>The one sequence of a text and its translation; null where it is too long or has no token that can be guessed.</summary>
    /// <param name="source">The text.</param>
    /// <param name="target">Its translation.</param>
    internal MaskedExample? Encode(string source, string target)
    {
        (source, target) = (Prepare(source), Prepare(target));
        PairEncoding pair = tokenizer.EncodePair(source, target);
        if (pair.Ids.Length > maxLength || !pair.Ids.Any(tokens.IsOrdinary))
            return null;
        int second = Array.IndexOf(pair.TypeIds, 1);
        return new MaskedExample(pair.Ids, second < 0 ? pair.Ids.Length : second, wholeWords ? Starts(pair, source, target) : null);
    }

    private string Prepare(string text) => lowerCase ? text.ToLowerInvariant() : text;

    /// <summary>Special tokens that were added have no text; the others stand in the order of the two texts.</summary>
    private bool[] Starts(PairEncoding pair, string source, string target)
    {
        var starts = new Queue<bool>(new[] { source, target }.SelectMany(text => WordStarts.Of(text, tokenizer.Encode(text, addSpecialTokens: false).Offsets)));
        return [.. pair.Ids.Select((id, place) => (tokens.IsOrdinary(id) || pair.Offsets[place].Length > 0) && starts.TryDequeue(out bool start) && start)];
    }

    /// <summary>The special tokens before and after a text.</summary>
    private static (int[] Before, int[] After) Around(TextTokenizer tokenizer)
    {
        const string Probe = "a";
        int[] all = tokenizer.Encode(Probe).Ids, inner = tokenizer.Encode(Probe, addSpecialTokens: false).Ids;
        int before = Enumerable.Range(0, all.Length - inner.Length + 1).First(start => all.AsSpan(start, inner.Length).SequenceEqual(inner));
        return (all[..before], all[(before + inner.Length)..]);
    }
}
