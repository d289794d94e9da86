namespace NlpTransfer.Training;

/// <summary>How much of a language's text a model can't read: sentence vectors that come of unknown tokens say nothing that is worth keeping.</summary>
internal static class UnknownTokens
{
    /// <summary>Texts of a language that are looked at.</summary>
    internal const int Texts = 200;

    /// <summary>From this share on a language is named.</summary>
    internal const double Telling = 0.2;

    /// <summary>The languages whose texts are unknown to a good part, with the share of unknown tokens among those that are not special.</summary>
    /// <param name="groups">The texts.</param>
    /// <param name="session">The model.</param>
    internal static IReadOnlyDictionary<string, double> Find(IEnumerable<TextGroup> groups, EncoderSession session)
    {
        var shares = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (TextGroup group in groups)
        {
            long unknown = 0, all = 0;
            foreach (string text in group.HeldOut.Concat(group.Texts).Take(Texts))
            {
                int[] ids = session.Input.Encode(text, out _);
                unknown += ids.Count(id => id == session.UnknownId);
                all += ids.Length - session.Input.SpecialCount;
            }

            if (all > 0 && (double)unknown / all >= Telling)
                shares[group.Language] = (double)unknown / all;
        }

        return shares;
    }
}
