namespace NlpTransfer.LinearModels;

/// <summary>Fits the letters ensemble.</summary>
internal static class LettersFit
{
    private static readonly double[] Alphas = [0.1, 0.1, 0.4];

    /// <summary>Fits the members on the target's rows; their feature sets are numbered 0, 1, 2.</summary>
    public static (LettersPart Part, TfidfWeights[] Features) Fit(TrainingView view)
    {
        int[] labels = [.. view.Target.Select(row => view.Set.Labels[row])];
        var features = new TfidfWeights[Alphas.Length];
        var members = new (int Features, float[] Weights)[Alphas.Length];
        for (int i = 0; i < members.Length; i++)
        {
            features[i] = TfidfWeights.Fit(view.Set.Counts[i], view.Target);
            members[i] = (i, ComplementNaiveBayes.Fit(features[i].Apply(view.Set.Counts[i], view.Target), labels, view.Set.Classes.Length, Alphas[i]));
        }

        return (new LettersPart(members), features);
    }
}
