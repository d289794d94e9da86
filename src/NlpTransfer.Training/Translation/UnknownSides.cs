namespace NlpTransfer.Training;

/// <summary>Finds the sides that a vocabulary lacks the script of: what it can't read is lost, and what it can't write never comes out, however long the training.</summary>
internal static class UnknownSides
{
    /// <summary>From this share on translations are refused: most of what the model is taught to say would be that it knows no word for it.</summary>
    private const double Hopeless = 0.5;

    /// <summary>The sides of one direction whose share of unknown tokens is worth telling.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="pairs">Its pairs.</param>
    /// <param name="unknown">The unknown piece's id on either side; null where everything is known.</param>
    /// <exception cref="BadDataException">Half of the translations' tokens and more are unknown.</exception>
    internal static IEnumerable<UnknownSide> Find(TranslationDirection direction, IReadOnlyList<SequencePair> pairs, (int? Source, int? Target) unknown)
    {
        double source = Share(pairs.Select(pair => pair.Source), unknown.Source), target = Share(pairs.Select(pair => pair.Target), unknown.Target);
        if (target >= Hopeless)
        {
            throw new BadDataException(FormattableString.Invariant(
                $"{direction.To}: {100 * target:0} % of the translations' tokens are unknown to the model's tokenizer, so it could never write them; give it a vocabulary that has the script first (remap, with these translations as --text)."));
        }

        if (source >= UnknownTokens.Telling)
            yield return new UnknownSide(direction.From?.ToString(), false, source);
        if (target >= UnknownTokens.Telling)
            yield return new UnknownSide(direction.To.ToString(), true, target);
    }

    private static double Share(IEnumerable<int[]> texts, int? unknown)
    {
        long all = 0, lost = 0;
        foreach (int[] ids in texts)
            (all, lost) = (all + ids.Length, lost + ids.Count(id => id == unknown));
        return all == 0 ? 0 : (double)lost / all;
    }
}
