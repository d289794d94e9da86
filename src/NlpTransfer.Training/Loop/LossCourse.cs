namespace NlpTransfer.Training;

/// <summary>
/// The course of the losses, smoothed over about fifty steps. A run whose smoothed loss has come to stand at more than twice its lowest value and one more has lost what it had
/// learnt: it diverges.
/// </summary>
/// <param name="Smoothed">Exponential sum of the losses.</param>
/// <param name="Weight">The weight that the sum has; 0 before the first step, and then towards 1.</param>
/// <param name="Lowest">The lowest smoothed loss after the first fifty steps; infinite before.</param>
internal readonly record struct LossCourse(double Smoothed, double Weight, double Lowest)
{
    private const double Kept = 0.98;

    // 1 - 0.98^50: fewer steps are no course yet.
    private const double Enough = 0.635;

    /// <summary>Before the first step.</summary>
    internal static LossCourse Start { get; } = new(0, 0, double.PositiveInfinity);

    /// <summary>The smoothed loss.</summary>
    internal double Mean => Smoothed / Weight;

    /// <summary>Whether the run diverges.</summary>
    internal bool Diverges => Mean > (2 * Lowest) + 1;

    /// <summary>The course after one more step.</summary>
    internal LossCourse With(double loss)
    {
        LossCourse next = this with { Smoothed = (Kept * Smoothed) + ((1 - Kept) * loss), Weight = (Kept * Weight) + (1 - Kept) };
        return next.Weight < Enough ? next : next with { Lowest = Math.Min(Lowest, next.Mean) };
    }
}
