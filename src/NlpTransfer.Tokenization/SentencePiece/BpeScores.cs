namespace NlpTransfer.Tokenization;

/// <summary>
/// The scores that stand for an order of merges: SentencePiece merges whatever makes a piece, the one of the highest score first, so that only a list which has
/// all such merges, piece by piece, can be written as scores.
/// </summary>
internal static class BpeScores
{
    /// <summary>Zero, minus one and so on for what the merges make, in their order; then the other pieces.</summary>
    public static float[] Of(BpeModel model)
    {
        BpeOptions options = model.Options;
        string? unlike = !options.FuseUnknown && !options.ByteFallback ? "it keeps neighbouring unknown characters apart"
            : options.IgnoreMerges ? "it takes whole words without their merges"
            : options.ContinuingSubwordPrefix is not null || options.EndOfWordSuffix is not null ? "it marks pieces within or at the end of words"
            : null;
        if (unlike is not null)
            throw SentencePieceWriter.Refuse($"{unlike}, which SentencePiece does not");
        var scores = new float[model.IdLimit];
        scores.AsSpan().Fill(float.NaN);
        int next = 0;
        int last = -1;
        foreach (int product in model.Products())
        {
            if (product == last)
                continue;
            if (!float.IsNaN(scores[product]))
                throw SentencePieceWriter.Refuse($"the merges that make '{model.IdToPiece(product)}' do not follow one another");
            scores[product] = -next++;
            last = product;
        }

        for (int id = 0; id < scores.Length; id++)
        {
            if (float.IsNaN(scores[id]))
                scores[id] = model.IdToPiece(id) is { Length: 1 or 2 } ? -next++ : 0;
        }

        return scores;
    }

    /// <summary>Refuses merges that are not the ones which SentencePiece makes of these pieces.</summary>
    public static void Check(BpeModel model, SentencePieceEntry[] entries)
    {
        BpeModel theirs = BpeModel.Read(
            new(entries, new() { ByteFallback = model.Options.ByteFallback }, default), model.Options.UnknownToken!, new(entries), "the tokenizer");
        HashSet<(string, string)> ours = [.. Enumerable.Range(0, model.MergeCount).Select(model.Merge).Select(merge => (merge.Left, merge.Right))];
        foreach (BpeMerge merge in theirs.TextMerges())
        {
            if (!ours.Remove((merge.Left, merge.Right)))
                throw SentencePieceWriter.Refuse($"SentencePiece would also merge '{merge.Left}' and '{merge.Right}', which it does not");
        }

        if (ours.Count > 0)
            throw SentencePieceWriter.Refuse($"it merges '{ours.Min().Item1}' and '{ours.Min().Item2}', which SentencePiece would not");
    }
}
