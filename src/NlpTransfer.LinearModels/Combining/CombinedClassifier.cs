using System.Numerics.Tensors;

namespace NlpTransfer.LinearModels;

/// <summary>
/// Combines parts that each give log-probabilities: the log-softmax of their weighted sum, times a strength. Trained by
/// <see cref="LinearTraining"/>; thread-safe, as far as the embedder and the fine-tuned classifier given to it are.
/// </summary>
public sealed class CombinedClassifier : ITextClassifier
{
    private const int TextsAtOnce = 256;

    private readonly TfidfFeatures[] _features;
    private readonly (IClassifierPart Part, double Weight)[] _parts;
    private readonly ITextEmbedder? _embedder;
    private readonly EncoderPart? _encoder;

    internal CombinedClassifier(
        string[] labels, TfidfFeatures[] features, (IClassifierPart Part, double Weight)[] parts, double strength, ITextEmbedder? embedder = null, EncoderPart? encoder = null)
    {
        Labels = labels;
        Strength = strength;
        _features = features;
        _parts = parts;
        _embedder = embedder;
        _encoder = encoder;
        Dimension = parts.Max(part => part.Part.Dimension);
        if (embedder is not null && Dimension > 0 && embedder.Dimension != Dimension)
            throw new UsageException($"The encoder gives vectors of {embedder.Dimension} values, but this classifier was trained on {Dimension}; use the encoder that it was trained with.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The parts and their weights.</summary>
    public IReadOnlyList<CombinedPart> Parts =>
        [.. _parts.Select(part => new CombinedPart(part.Part.Kind, part.Weight)), .. _encoder is null ? [] : new[] { new CombinedPart(EncoderPart.Name, _encoder.Weight) }];

    /// <summary>Width of the vectors that the parts read; 0 if none reads any, so that no embedder is needed.</summary>
    public int Dimension { get; }

    /// <summary>What the weighted sum is multiplied by before the last log-softmax: calibration, 1 where there was none.</summary>
    public double Strength { get; }

    internal IReadOnlyList<TfidfFeatures> Features => _features;

    internal IReadOnlyList<(IClassifierPart Part, double Weight)> LinearParts => _parts;

    internal EncoderPart? Encoder => _encoder;

    /// <summary>Reads a classifier from a safetensors file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="embedder">Gives the vectors; may be null where no part reads any, or where they are always handed to <see cref="Classify"/>.</param>
    /// <param name="encoder">The fine-tuned classifier, where one was a part when the file was written.</param>
    /// <exception cref="ModelFormatException">The file is damaged, inconsistent or something else.</exception>
    /// <exception cref="UsageException">The embedder or the fine-tuned classifier does not fit the file.</exception>
    public static CombinedClassifier Load(string path, ITextEmbedder? embedder = null, ITextClassifier? encoder = null) => CombinedReader.Read(path, embedder, encoder);

    /// <summary>Writes everything but the encoder to one safetensors file; same classifier, same bytes.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    public void Save(string path, bool overwrite = false) => CombinedWriter.Write(this, path, overwrite);

    /// <summary>
    /// The part that reads vectors, as one linear layer on vectors of unit length whose outputs are logits: what a sentence-transformers folder holds. Letters are left out.
    /// </summary>
    /// <returns>The layer, <c>[labels, dimension]</c>; null where no part reads vectors.</returns>
    public DenseLayer? ToDenseLayer() => VectorHead.Of(this);

    /// <summary>The same classifier with an embedder that gives the vectors.</summary>
    /// <exception cref="UsageException">Its vectors are not as wide as those of the training.</exception>
    public CombinedClassifier WithEmbedder(ITextEmbedder embedder) => new([.. Labels], _features, _parts, Strength, embedder, _encoder);

    /// <summary>
    /// The same parts with a fine-tuned classifier beside them: log-softmax of letters, kernel and log-softmax(temperature x its log-probabilities).
    /// </summary>
    /// <param name="encoder">The classifier, of the same labels in any order.</param>
    /// <param name="temperature">What its log-probabilities are multiplied by, above 0 up to 100; it is surer of itself than it should be.</param>
    /// <param name="weight">Its weight, above 0 up to 100.</param>
    /// <param name="lettersFactor">What the letters' weight is multiplied by where they are a part, above 0 up to 100: beside two encoder parts they count for more.</param>
    /// <param name="strength">What the sum is multiplied by; the one fitted without this part no longer holds.</param>
    /// <exception cref="UsageException">The labels differ, or a number is out of range.</exception>
    public CombinedClassifier WithEncoder(ITextClassifier encoder, double temperature = 0.75, double weight = 1, double lettersFactor = 1.5, double strength = 1)
    {
        var faults = new Faults();
        faults.Range(nameof(temperature), temperature, 0, 100);
        faults.Range(nameof(weight), weight, 0, 100);
        faults.Range(nameof(lettersFactor), lettersFactor, 0, 100);
        faults.Range(nameof(strength), strength, 0, 100);
        faults.ThrowIfAny("combination");
        (IClassifierPart, double)[] parts = [.. _parts.Select(part => (part.Part, part.Part is LettersPart ? part.Weight * lettersFactor : part.Weight))];
        return new([.. Labels], _features, parts, strength, _embedder, EncoderPart.Create(encoder, Labels, weight, temperature));
    }

    /// <inheritdoc/>
    /// <exception cref="UsageException">Vectors are needed and no embedder was given.</exception>
    public async Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        var results = new List<TextClassification>(texts.Count);
        for (int start = 0; start < texts.Count; start += TextsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] batch = [.. texts.Skip(start).Take(TextsAtOnce)];
            IReadOnlyList<TextEmbedding>? vectors = null;
            if (Dimension > 0)
            {
                if (_embedder is null)
                    throw new UsageException("This classifier reads an encoder's vectors, but was loaded without an encoder; give it one.");
                vectors = await _embedder.EmbedAsync(batch, cancellationToken);
            }

            IReadOnlyList<TextClassification>? said = _encoder is null ? null : await _encoder.Classifier.ClassifyAsync(batch, cancellationToken);
            Score(batch, vectors, said, results);
        }

        return results;
    }

    /// <summary>Classifies texts whose vectors are there already, without embedder or fine-tuned classifier.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="vectors">The vector of each; null where no part reads any.</param>
    /// <exception cref="UsageException">Vectors are missing or of another width, or a fine-tuned classifier takes part.</exception>
    public IReadOnlyList<TextClassification> Classify(IReadOnlyList<string> texts, IReadOnlyList<float[]>? vectors = null)
    {
        if (_encoder is not null)
            throw new UsageException("A fine-tuned classifier is a part of this one; classify asynchronously.");
        if (Dimension > 0 && (vectors is null || vectors.Count != texts.Count))
            throw new UsageException($"This classifier reads vectors, and {texts.Count} texts came with {vectors?.Count ?? 0} of them; give one for each.");
        var results = new List<TextClassification>(texts.Count);
        Score(texts, Dimension > 0 ? [.. vectors!.Select(vector => new TextEmbedding(vector))] : null, null, results);
        return results;
    }

    private void Score(IReadOnlyList<string> texts, IReadOnlyList<TextEmbedding>? vectors, IReadOnlyList<TextClassification>? said, List<TextClassification> results)
    {
        NgramReader[] readers = [.. _features.Select(features => new NgramReader(features.Options))];
        SparseRow[] rows = [.. _features.Select(_ => new SparseRow())];
        var input = new PartInput(rows, Dimension);
        double[] part = new double[Labels.Count];
        for (int i = 0; i < texts.Count; i++)
        {
            for (int f = 0; f < rows.Length; f++)
                _features[f].Read(texts[i], readers[f], rows[f]);
            if (vectors is not null)
            {
                if (vectors[i].Vector.Length != Dimension)
                    throw new UsageException($"The vector of text {i + 1} has {vectors[i].Vector.Length} values, but this classifier was trained on {Dimension}; use the encoder that it was trained with.");
                input.SetVector(vectors[i].Vector);
            }

            double[] sum = new double[Labels.Count];
            foreach ((IClassifierPart scorer, double weight) in _parts)
            {
                scorer.Score(input, part);
                TensorPrimitives.MultiplyAdd<double>(part, weight, sum, sum);
            }

            if (said is not null)
            {
                _encoder!.Score(said[i], part);
                TensorPrimitives.MultiplyAdd<double>(part, _encoder.Weight, sum, sum);
            }

            TensorPrimitives.Multiply<double>(sum, Strength, sum);
            Probabilities.LogSoftmax(sum);
            results.Add(new TextClassification(sum, Math.Max(vectors?[i].CutTokens ?? 0, said?[i].CutTokens ?? 0)));
        }
    }
}
