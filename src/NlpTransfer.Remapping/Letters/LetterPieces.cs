using System.Text;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Expresses single letters by the single-letter pieces of a vocabulary.</summary>
internal sealed class LetterPieces(TextTokenizer tokenizer)
{
    // A base may itself have a base (a letter with a hook and a dot); no chain is longer than this.
    private const int Depth = 4;

    private readonly Dictionary<(string Script, char Category), IReadOnlyList<int>> _scriptMeans = [];

    /// <summary>Ids of the pieces whose mean stands for a letter; empty where there is no evidence at all.</summary>
    public IReadOnlyList<int> Express(Rune letter) => Parts(letter, Depth) is { Count: > 0 } parts ? parts : ScriptMean(letter);

    /// <summary>The piece that is this letter and nothing else, within a word where the vocabulary tells; null where there is none.</summary>
    public int? Piece(Rune letter)
    {
        string text = letter.ToString();
        string within = tokenizer.Definition.Model is WordPieceModel words ? words.ContinuingSubwordPrefix + text : text;
        return tokenizer.Definition.Model.PieceToId(within)
            ?? tokenizer.Definition.Model.PieceToId(text)
            ?? tokenizer.Definition.Model.PieceToId(PieceText.Blank + text);
    }

    private List<int> Parts(Rune letter, int depth)
    {
        if (Piece(letter) is { } piece)
            return [piece];
        if (depth == 0)
            return [];
        foreach (Rune[] parts in LetterBases.Of(letter))
        {
            List<int> pieces = [.. parts.Where(part => part != letter).SelectMany(part => Parts(part, depth - 1))];
            if (pieces.Count > 0)
                return pieces;
        }

        return [];
    }

    private IReadOnlyList<int> ScriptMean(Rune letter)
    {
        if (Script.Of(letter) is not { } script)
            return [];
        char category = Script.CategoryOf(letter);
        if (_scriptMeans.TryGetValue((script.Name, category), out IReadOnlyList<int>? known))
            return known;
        int[] pieces = [.. script.Characters.Where(other => Script.CategoryOf(other) == category).Select(Piece).OfType<int>().Distinct()];
        if (pieces.Length == 0)
            pieces = [.. script.Characters.Select(Piece).OfType<int>().Distinct()];
        return _scriptMeans[(script.Name, category)] = pieces;
    }
}
