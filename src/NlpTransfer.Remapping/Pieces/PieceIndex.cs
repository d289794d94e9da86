using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Finds the tokens of a vocabulary by what they stand for, whatever its custom of writing them.</summary>
internal sealed class PieceIndex
{
    private readonly TextTokenizer _tokenizer;
    private readonly Dictionary<string, int> _canonical = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _fuzzy = new(StringComparer.Ordinal);

    public PieceIndex(TextTokenizer tokenizer)
    {
        _tokenizer = tokenizer;
        for (int id = 0; id < tokenizer.VocabularySize; id++)
        {
            if (PieceForm.Of(tokenizer, id) is not { } form)
                continue;
            _canonical.TryAdd(form.Key, id);
            // Of several pieces alike, the one in lower case within a word stands for all; else the one that comes first, which is the most frequent.
            if (form.Key == form.FuzzyKey)
                _fuzzy[form.FuzzyKey] = _fuzzy.TryGetValue(form.FuzzyKey, out int other) && PieceForm.Of(tokenizer, other)!.Value.Key == form.Key ? other : id;
            else
                _fuzzy.TryAdd(form.FuzzyKey, id);
        }
    }

    /// <summary>The token with the same text in the same position; null for none.</summary>
    public int? Canonical(PieceForm form) => _canonical.TryGetValue(form.Key, out int id) ? id : null;

    /// <summary>The token whose text differs at most in case, and which may stand elsewhere in a word; null for none.</summary>
    public int? Fuzzy(PieceForm form) => _fuzzy.TryGetValue(form.FuzzyKey, out int id) ? id : null;

    /// <summary>The special token that plays the same part as a token of another vocabulary; null for none.</summary>
    public int? SameRole(SpecialTokens others, int id)
    {
        SpecialTokens own = _tokenizer.SpecialTokens;
        (int? Other, int? Own)[] roles =
            [(others.Padding, own.Padding), (others.Unknown, own.Unknown), (others.Begin, own.Begin), (others.End, own.End), (others.Mask, own.Mask)];
        return Array.Find(roles, role => role.Other == id && role.Own is not null).Own;
    }
}
