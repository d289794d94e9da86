using System.Numerics.Tensors;

namespace NlpTransfer;

/// <summary>What a classifier says of one text.</summary>
/// <param name="LogProbabilities">Natural logarithms of the label probabilities, in the order of <see cref="ITextClassifier.Labels"/>; their exponentials sum to one.</param>
/// <param name="CutTokens">How many tokens of the text lay beyond the model's length and were not read; 0 where everything was.</param>
public readonly record struct TextClassification(double[] LogProbabilities, int CutTokens = 0)
{
    /// <summary>Index of the most probable label; the first one where several are equal.</summary>
    public int Best => TensorPrimitives.IndexOfMax<double>(LogProbabilities);
}
