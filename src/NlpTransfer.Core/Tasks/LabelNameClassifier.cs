using System.Numerics.Tensors;

namespace NlpTransfer;

/// <summary>
/// Zero-shot classification: a text gets the label whose name lies nearest to it in the embedder's space. Scores are a softmax over cosines. Nothing is
/// trained, so it is a last resort for those who have no labels at all.
/// </summary>
public sealed class LabelNameClassifier : ITextClassifier
{
    private readonly ITextEmbedder _embedder;
    private readonly float[][] _names;
    private readonly double _temperature;

    private LabelNameClassifier(ITextEmbedder embedder, string[] labels, float[][] names, double temperature) =>
        (_embedder, Labels, _names, _temperature) = (embedder, labels, names, temperature);

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Embeds the names.</summary>
    /// <param name="embedder">The embedder, of any vector length.</param>
    /// <param name="labels">The names, at least two and all different; words say more than codes.</param>
    /// <param name="temperature">What cosines are divided by before the softmax; above 0, default 0.02, since cosines of sentence encoders lie close together.</param>
    /// <param name="cancellationToken">Stops the embedding.</param>
    /// <exception cref="UsageException">There are fewer than two names, one is empty, or two are equal.</exception>
    public static async Task<LabelNameClassifier> CreateAsync(
        ITextEmbedder embedder, IReadOnlyList<string> labels, double temperature = 0.02, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        if (labels.Count < 2 || labels.Any(string.IsNullOrWhiteSpace) || labels.Distinct(StringComparer.Ordinal).Count() < labels.Count)
            throw new UsageException($"zero-shot needs at least two different names of labels, none of them empty, not '{string.Join(";", labels)}'.");
        IReadOnlyList<TextEmbedding> names = await embedder.EmbedAsync(labels, cancellationToken).ConfigureAwait(false);
        return new LabelNameClassifier(embedder, [.. labels], [.. names.Select(name => name.Vector)], temperature);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<TextEmbedding> embedded = await _embedder.EmbedAsync(texts, cancellationToken).ConfigureAwait(false);
        return [.. embedded.Select(text => new TextClassification(Score(text.Vector), text.CutTokens))];
    }

    private double[] Score(float[] vector)
    {
        double[] scores = [.. _names.Select(name => TensorPrimitives.CosineSimilarity<float>(vector, name) / _temperature)];
        double most = scores.Max();
        double sum = most + Math.Log(scores.Sum(score => Math.Exp(score - most)));
        return [.. scores.Select(score => score - sum)];
    }
}
