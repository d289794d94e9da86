namespace NlpTransfer.LinearModels;

/// <summary>A fine-tuned classifier beside the linear parts.</summary>
/// <param name="Weight">Weight of its log-probabilities.</param>
/// <param name="Temperature">What they are multiplied by and normalised again before.</param>
/// <param name="Classifier">The classifier.</param>
/// <param name="Order">Its number of each of our labels.</param>
internal sealed record EncoderPart(double Weight, double Temperature, ITextClassifier Classifier, int[] Order)
{
    public const string Name = "encoder";

    public static EncoderPart Create(ITextClassifier classifier, IReadOnlyList<string> labels, double weight, double temperature)
    {
        int[] order = [.. labels.Select(label => classifier.Labels.ToList().IndexOf(label))];
        if (classifier.Labels.Count != labels.Count || order.Contains(-1))
        {
            throw new UsageException(
                $"The fine-tuned classifier knows the labels {string.Join(", ", classifier.Labels)}, the linear parts {string.Join(", ", labels)}; both must be trained on the same labels.");
        }

        return new EncoderPart(weight, temperature, classifier, order);
    }

    public void Score(TextClassification said, Span<double> goal)
    {
        for (int k = 0; k < goal.Length; k++)
            goal[k] = Temperature * said.LogProbabilities[Order[k]];
        Probabilities.LogSoftmax(goal);
    }
}
