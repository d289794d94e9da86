namespace NlpTransfer.Metrics;

/// <summary>chrF from summed counts: for each order n-grams of the translation, n-grams of the reference, matches.</summary>
internal static class ChrfFormula
{
    private const double Epsilon = 1e-16;

    public static Scalar Compute(ChrfOptions options, ReadOnlySpan<double> sums, bool narrow)
    {
        int orders = options.CharacterOrder + options.WordOrder;
        double factor = options.Beta * options.Beta;
        Scalar scores = 0, precisions = 0, recalls = 0;
        int effective = 0;
        for (int i = 0; i < orders; i++)
        {
            (Scalar hypothesis, Scalar reference, Scalar matches) = (new(sums[3 * i], narrow), new(sums[(3 * i) + 1], narrow), new(sums[(3 * i) + 2], narrow));
            Scalar precision = hypothesis.Value > 0 ? matches / hypothesis : Epsilon;
            Scalar recall = reference.Value > 0 ? matches / reference : Epsilon;
            Scalar denominator = (factor * precision) + recall;
            scores += denominator.Value > 0 ? (1 + factor) * precision * recall / denominator : Epsilon;
            if (hypothesis.Value > 0 && reference.Value > 0)
            {
                precisions += precision;
                recalls += recall;
                effective++;
            }
        }

        if (options.EpsilonSmoothing)
            return 100 * scores / orders;
        return effective == 0 ? 0 : FScore(precisions / effective, recalls / effective, factor);
    }

    private static Scalar FScore(Scalar precision, Scalar recall, double factor) =>
        (precision + recall).Value == 0 ? 0 : 100 * ((1 + factor) * precision * recall / ((factor * precision) + recall));
}
