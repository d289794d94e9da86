using System.Text;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Gives a vocabulary the pieces and letters that a language's text needs, beside its own. What the old vocabulary has stays, with its ids and scores, so that text without the new
/// pieces is read as before.
/// </summary>
/// <remarks>
/// A Unigram tokenizer chooses the pieces whose scores have the largest sum, so an added piece needs a score in the old scale: the logarithm of its share of the text, but
/// at least a little more than what the old pieces of its text have together. A WordPiece tokenizer takes the longest piece that fits and needs none. A byte-pair encoding
/// goes on learning merges where it stopped: text is merged as before, and then further.
/// </remarks>
public static class VocabularyExtender
{
    // By how much an added piece must beat the old pieces of its text: more than what rounding in a file may take away.
    private const double Margin = 0.01;

    /// <summary>Extends a tokenizer.</summary>
    /// <param name="old">A Unigram, WordPiece or BPE tokenizer.</param>
    /// <param name="texts">Text of the language; enumerated once.</param>
    /// <param name="trained">A tokenizer trained for the language, whose pieces are added; null adds frequent words.</param>
    /// <param name="options">How many pieces; null for the defaults.</param>
    /// <param name="progress">Hears of texts done.</param>
    /// <param name="cancellation">Stops between batches of texts.</param>
    /// <exception cref="UsageException">The options are at fault; all faults are named.</exception>
    /// <exception cref="BadDataException">The text is empty.</exception>
    /// <exception cref="ModelFormatException">The old vocabulary is of a kind to which nothing can be added.</exception>
    public static ExtendedVocabulary Extend(
        TextTokenizer old, IEnumerable<string> texts, TextTokenizer? trained = null, ExtendOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new ExtendOptions();
        options.Validate();
        if (old.Definition.Model is VocabularyModel numbered)
            return NumberedVocabulary.Extend(old, numbered, inner => Extend(inner, texts, trained, options, progress, cancellation));
        if (old.Definition.Model is not (UnigramModel or WordPieceModel or BpeModel))
            throw new ModelFormatException($"A vocabulary of the kind {old.Definition.Model.Type} can't be extended; Unigram, WordPiece and BPE can. Exchange it instead (--mode exchange).");
        PieceCandidates candidates = PieceCandidates.Count(old, trained, texts, progress, cancellation);
        if (candidates.DistinctWords == 0)
            throw new BadDataException("The text has no words, so nothing tells which pieces to add; give plain text of the language.");
        UnigramPiece[] letters = [.. Letters(old, candidates, options.MinimumCount)];
        HashSet<string> taken = [.. letters.Select(letter => letter.Text)];
        int room = options.MaximumPieces ?? Math.Max(1, candidates.DistinctWords / 3);
        if (old.Definition.Model is BpeModel merges)
            return Continue(old, merges, [.. letters.Select(letter => letter.Text)], candidates, room, options.MinimumCount, cancellation);
        UnigramPiece[] pieces = [.. Pieces(old, candidates, options.MinimumCount).Where(piece => taken.Add(piece.Text)).Take(room)];
        var tokenizer = new TextTokenizer(old.Definition.WithModel(Model(old, [.. letters, .. pieces])));
        return new ExtendedVocabulary(tokenizer, [.. letters.Select(letter => letter.Text)], [.. pieces.Select(piece => piece.Text)]);
    }

    /// <summary>Letters that have no piece: all that belong to a script of the text, others where they are frequent.</summary>
    private static IEnumerable<UnigramPiece> Letters(TextTokenizer old, PieceCandidates candidates, int minimumCount)
    {
        TokenModel model = old.Definition.Model;
        var parts = new LetterPieces(old);
        long whole = candidates.Letters.Where(letter => Rune.IsLetter(letter.Key)).Sum(letter => letter.Value);
        HashSet<int> scripts = [.. candidates.Letters.Where(letter => Rune.IsLetter(letter.Key)).GroupBy(letter => Script.IndexOf(letter.Key))
            .Where(script => script.Sum(letter => letter.Value) * 100 >= whole).Select(script => script.Key)];
        double lowest = model is UnigramModel { PieceCount: > 0 } unigram ? Enumerable.Range(0, unigram.IdLimit).Min(unigram.Score) : 0;
        foreach ((Rune rune, long count) in candidates.Letters)
        {
            char category = Script.CategoryOf(rune);
            if (category == 'C' || (count < minimumCount && !(category is 'L' or 'M' && scripts.Contains(Script.IndexOf(rune)))))
                continue;
            // Bytes write every letter.
            if (ByteLevelText.IsUsedBy(old))
                yield break;
            foreach (string form in LetterCoverage.Forms(model, rune).Where(form => model.PieceToId(form) is null))
                yield return new UnigramPiece(form, model is UnigramModel scores ? parts.Express(rune).Select(scores.Score).DefaultIfEmpty(lowest).Min() : 0);
        }
    }

    /// <summary>Pieces that are more than one piece now, by the tokens that they save.</summary>
    private static IEnumerable<UnigramPiece> Pieces(TextTokenizer old, PieceCandidates candidates, int minimumCount)
    {
        var parting = new OldPieces(old);
        int unknown = old.SpecialTokens.Unknown ?? -1;
        var worth = new List<(UnigramPiece Piece, long Saved)>();
        foreach (PieceCandidate candidate in candidates.Pieces(minimumCount))
        {
            PieceForm form = candidate.Form;
            int letters = form.Text.EnumerateRunes().Count();
            if (letters < 2 || (old.Definition.Model is WordPieceModel && !form.Text.EnumerateRunes().All(rune => Script.CategoryOf(rune) is 'L' or 'M' or 'N')))
                continue;
            int[] pieces = parting.WithUnknown(form.Text, form.OpensWord);
            bool known = !pieces.Contains(unknown);
            // What is unknown now would be read letter by letter, once the letters are there.
            int tokens = known ? pieces.Length : letters;
            string text = old.Definition.Model is WordPieceModel words ? (form.OpensWord ? "" : words.ContinuingSubwordPrefix) + form.Text : form.Key;
            if (tokens < 2 || old.Definition.Model.PieceToId(text) is not null)
                continue;
            double before = known && old.Definition.Model is UnigramModel unigram ? pieces.Sum(unigram.Score) + Margin : double.NegativeInfinity;
            worth.Add((new UnigramPiece(text, Math.Min(0, Math.Max(candidate.LogProbability, before))), candidate.Count * (tokens - 1)));
        }

        return worth.OrderByDescending(piece => piece.Saved).ThenBy(piece => piece.Piece.Text, StringComparer.Ordinal).Select(piece => piece.Piece);
    }

    private static ExtendedVocabulary Continue(
        TextTokenizer old, BpeModel model, string[] letters, PieceCandidates candidates, int room, int minimumCount, CancellationToken cancellation)
    {
        // With its letters there, a word is read as it will be before the new merges.
        var lettered = new TextTokenizer(old.Definition.WithModel(model.WithMerges(letters, [])));
        var parting = new OldPieces(lettered);
        var words = new List<(string[] Pieces, long Count)>();
        foreach (PieceCandidate candidate in candidates.Pieces(minimumCount: 1))
        {
            int[] pieces = parting.Of(candidate.Form.Text, candidate.Form.OpensWord);
            if (pieces.Length > 1 && pieces.All(id => lettered.Definition.Model.IdToPiece(id) is not null))
                words.Add(([.. pieces.Select(id => lettered.Definition.Model.IdToPiece(id)!)], candidate.Count));
        }

        var known = (BpeModel)lettered.Definition.Model;
        BpeMerge[] merges = [.. new MergeLearning(known, words).Run(room, minimumCount, cancellation)];
        return new ExtendedVocabulary(new TextTokenizer(old.Definition.WithModel(model.WithMerges(letters, merges))), letters, [.. merges.Select(model.Product)]);
    }

    private static TokenModel Model(TextTokenizer old, IReadOnlyList<UnigramPiece> added) => old.Definition.Model switch
    {
        UnigramModel unigram => unigram.WithPieces([.. unigram.GetPieces(), .. added]),
        WordPieceModel words => words.WithPieces([.. Enumerable.Range(0, words.IdLimit).Select(id => words.IdToPiece(id) ?? throw Gap(id)), .. added.Select(piece => piece.Text)]),
        var other => throw new ArgumentException($"A vocabulary of the kind {other.Type} can't be extended.", nameof(old)),
    };

    private static ModelFormatException Gap(int id) => new($"The old vocabulary has no piece of id {id}, and pieces can be added only after a list without gaps; mend the tokenizer's vocabulary.");
}
