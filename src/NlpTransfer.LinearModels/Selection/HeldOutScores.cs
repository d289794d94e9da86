namespace NlpTransfer.LinearModels;

/// <summary>Log-probabilities of every target row by parts that had not seen it, for each strength that is tried.</summary>
/// <param name="set">The training rows.</param>
internal sealed class HeldOutScores(TrainingSet set)
{
    private readonly Dictionary<(string Part, double Strength, bool Sources), DenseMatrix> _scores = [];

    /// <summary>Log-probabilities <c>[target rows, classes]</c>; made on first use.</summary>
    public DenseMatrix this[string part, double strength, bool sources]
    {
        get
        {
            if (!_scores.TryGetValue((part, strength, sources), out DenseMatrix? scores))
                _scores[(part, strength, sources)] = scores = new DenseMatrix(set.TargetRows, set.Classes.Length);
            return scores;
        }
    }
}
