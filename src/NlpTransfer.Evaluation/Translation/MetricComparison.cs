namespace NlpTransfer.Evaluation;

/// <summary>Whether a system translates better than another, by one score.</summary>
/// <param name="Score">The other system's score.</param>
/// <param name="System">The system.</param>
/// <param name="Difference">What the system scores above the other; for TER less is better.</param>
/// <param name="PValue">How probable so large a difference is by chance, as sacrebleu computes it.</param>
/// <param name="AdjustedPValue">The same corrected (Holm 1979) for the systems compared with.</param>
/// <param name="Verdict">Whether the system is better than the other, at 0.05 by the corrected value.</param>
/// <param name="Test">The test: <c>paired bootstrap</c> or <c>approximate randomization</c>.</param>
/// <param name="Signature">The score's signature with the test's samples or trials and seed.</param>
public sealed record MetricComparison(
    MetricScore Score, string System, double Difference, double PValue, double AdjustedPValue, Verdict Verdict, string Test, string Signature);
