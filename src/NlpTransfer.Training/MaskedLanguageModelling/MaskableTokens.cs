using NlpTransfer.Tokenization;

namespace NlpTransfer.Training;

/// <summary>Which ids of a tokenizer can be guessed, and which id stands for one to be guessed.</summary>
internal sealed class MaskableTokens
{
    private readonly bool[] _isOrdinary;

    /// <summary>Sorts the ids.</summary>
    /// <param name="mask">The id that hides another.</param>
    /// <param name="size">Number of ids.</param>
    /// <param name="special">Ids that are never guessed and never drawn.</param>
    internal MaskableTokens(int mask, int size, IEnumerable<int> special)
    {
        Mask = mask;
        _isOrdinary = new bool[size];
        Array.Fill(_isOrdinary, true);
        foreach (int id in special.Append(mask).Where(id => id < size))
            _isOrdinary[id] = false;
        Ordinary = [.. Enumerable.Range(0, size).Where(IsOrdinary)];
    }

    /// <summary>The id that hides another.</summary>
    internal int Mask { get; }

    /// <summary>The ids that are neither special nor unknown, rising.</summary>
    internal IReadOnlyList<int> Ordinary { get; }

    /// <summary>Takes the special ids of a tokenizer.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="from">Where it comes from, for messages.</param>
    /// <exception cref="UsageException">It has no mask token.</exception>
    internal static MaskableTokens Of(TextTokenizer tokenizer, string from)
    {
        SpecialTokens special = tokenizer.SpecialTokens;
        int mask = special.Mask ?? throw new UsageException(
            $"{from}: the tokenizer has no mask token ([MASK] or <mask>), so nothing can be hidden to be guessed; take one that has, such as those that tokenizer train makes.");
        IEnumerable<int> roles = new[] { special.Padding, special.Unknown, special.Begin, special.End }.OfType<int>();
        return new MaskableTokens(mask, tokenizer.VocabularySize, roles.Concat(tokenizer.Definition.AddedTokens.Where(token => token.Special).Select(token => token.Id)));
    }

    /// <summary>Whether an id can be guessed.</summary>
    internal bool IsOrdinary(int id) => _isOrdinary[id];
}
