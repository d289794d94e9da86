namespace NlpTransfer.LinearModels;

/// <summary>
/// The letters ensemble: complement naive Bayes over several feature sets. Each member gives the log-softmax of twice its log-probabilities;
/// they are averaged and normalised.
/// </summary>
/// <param name="members">Number of the feature set and weights <c>[features, classes]</c> of each member.</param>
internal sealed class LettersPart((int Features, float[] Weights)[] members) : IClassifierPart
{
    public const string Name = "letters";

    private const double Sharpness = 2;

    public string Kind => Name;

    public int Dimension => 0;

    public IReadOnlyList<(int Features, float[] Weights)> Members => members;

    public void Score(PartInput input, Span<double> goal)
    {
        Span<double> member = goal.Length <= 256 ? stackalloc double[goal.Length] : new double[goal.Length];
        goal.Clear();
        for (int i = 0; i < members.Length; i++)
        {
            ScoreMember(i, input, member);
            for (int k = 0; k < goal.Length; k++)
                goal[k] += member[k] / members.Length;
        }

        Probabilities.LogSoftmax(goal);
    }

    /// <summary>What one member says.</summary>
    public void ScoreMember(int member, PartInput input, Span<double> goal)
    {
        goal.Clear();
        input.Features[members[member].Features].AddProduct(members[member].Weights, goal);
        for (int k = 0; k < goal.Length; k++)
            goal[k] *= Sharpness;
        Probabilities.LogSoftmax(goal);
    }
}
