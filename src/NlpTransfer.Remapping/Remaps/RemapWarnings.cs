using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>Looks for signs that a remap is likely to hurt.</summary>
internal static class RemapWarnings
{
    private const double LeastEvidence = 0.8;
    private const double LeastFall = 0.05;
    private const double LeastUsed = 0.5;

    // Ways that say little or nothing of a token.
    private static readonly string[] Weak = ["script", "random"];

    public static IEnumerable<RemapWarning> Find(RemapReport report)
    {
        double evidence = report.Methods.Where(method => !Weak.Contains(method.Method)).Sum(method => method.Coverage ?? ((double)method.Tokens / report.PiecesAfter));
        if (evidence < LeastEvidence)
            yield return Warning("few-tokens-with-evidence", $"only {evidence * 100:0.0} % of the text is in tokens that anything is known of, the rest in tokens by script or at random; give a lexicon (--lexicon) or translations (--pairs), or heal for longer");
        if (report.Words == 0)
            yield break;
        if (report.FertilityAfter > (1 - LeastFall) * report.FertilityBefore && report.UnknownRateAfter >= (1 - LeastFall) * report.UnknownRateBefore)
            yield return Warning("fertility-hardly-falls", $"tokens a word go from {report.FertilityBefore:0.00} to {report.FertilityAfter:0.00} only, so the old vocabulary fits the language about as well; the remap costs what the model knows and gains little");
        if ((report.Mode == RemapMode.Exchange ? report.PiecesAfter : report.PiecesAdded) * 3 > report.DistinctWords)
            yield return Warning("vocabulary-too-large", $"{(report.Mode == RemapMode.Exchange ? report.PiecesAfter : report.PiecesAdded):N0} new pieces for a text of {report.DistinctWords:N0} distinct words are more than a third, so many can't be learnt; use at most {Math.Max(1, report.DistinctWords / 3):N0}, or more text");
        if (report.Mode == RemapMode.Exchange && report.UsedShare < LeastUsed)
            yield return Warning("tokens-unused", $"only {report.UsedShare * 100:0.0} % of the new tokens occur in the text, and the others keep what they were given; use a tokenizer trained on text like this");
        if (report.UnknownRateAfter > report.UnknownRateBefore && report.UnknownRateAfter > 0.001)
            yield return Warning("more-unknown", $"{report.UnknownRateAfter * 100:0.00} % of the tokens are unknown where {report.UnknownRateBefore * 100:0.00} % were; use a tokenizer that has the letters of the text");
    }

    private static RemapWarning Warning(string name, FormattableString message) => new(name, message.ToString(CultureInfo.InvariantCulture));
}
