using System.Text;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Which letters of some scripts a vocabulary has as pieces of their own, and which it lacks.</summary>
internal sealed class LetterCoverage
{
    // ASCII, Latin-1, general punctuation and currency: any text may have them, whatever its script.
    private static readonly (int First, int Last)[] Common = [(0x21, 0x7E), (0xA1, 0xFF), (0x2010, 0x205E), (0x20A0, 0x20CF)];

    private LetterCoverage(IReadOnlyList<int> present, IReadOnlyList<string> missing)
    {
        Present = present;
        Missing = missing;
    }

    /// <summary>Ids of the pieces that are one letter.</summary>
    public IReadOnlyList<int> Present { get; }

    /// <summary>
    /// Pieces to add, ascending: letters, marks, digits, punctuation and symbols that the tokenizer's normalizer leaves as they are and that would be unknown.
    /// </summary>
    public IReadOnlyList<string> Missing { get; }

    public static LetterCoverage Of(TextTokenizer tokenizer, IReadOnlyList<Script> scripts)
    {
        var (present, missing) = (new SortedSet<int>(), new List<string>());
        TokenModel model = tokenizer.Definition.Model;
        foreach (Rune rune in Common.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).Select(code => new Rune(code)))
            present.UnionWith(Forms(model, rune).Select(form => model.PieceToId(form)).OfType<int>());
        if (model.PieceToId(PieceText.Blank) is { } blank)
            present.Add(blank);
        var letters = new LetterPieces(tokenizer);
        foreach (Rune rune in scripts.SelectMany(script => script.Characters).OrderBy(rune => rune.Value))
        {
            foreach (string form in Forms(model, rune))
            {
                if (model.PieceToId(form) is { } id)
                    present.Add(id);
                else if (tokenizer.Normalize(rune.ToString()) == rune.ToString() && letters.Express(rune).Count > 0)
                    missing.Add(form);
            }
        }

        return new LetterCoverage([.. present], missing);
    }

    /// <summary>The pieces that a letter needs so that it is known wherever it stands. WordPiece parts words at punctuation, which never continues one.</summary>
    public static string[] Forms(TokenModel model, Rune rune)
    {
        string text = rune.ToString();
        return model is WordPieceModel words && Script.CategoryOf(rune) != 'P' ? [text, words.ContinuingSubwordPrefix + text] : [text];
    }
}
