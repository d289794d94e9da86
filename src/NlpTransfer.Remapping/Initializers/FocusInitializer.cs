using System.Numerics.Tensors;

namespace NlpTransfer.Remapping;

/// <summary>
/// FOCUS (Dobler and de Melo 2023): a new token is the mixture of those tokens that both vocabularies have which it resembles, by the cosine of auxiliary vectors
/// that were trained on text of the new language, made sparse by sparsemax. Tokens that both have keep their old rows.
/// </summary>
public sealed class FocusInitializer : IRemapInitializer
{
    // Tokens that are worked out at once: enough for all processors, few enough for the memory of their scores.
    private const int Batch = 256;

    private readonly TokenVectors _vectors;
    private readonly FocusOptions _options;

    /// <summary>Makes the initialiser.</summary>
    /// <param name="vectors">A vector for each token of the new vocabulary that the text uses.</param>
    /// <param name="options">How the vocabularies are compared; null for the defaults.</param>
    /// <exception cref="UsageException">The options are at fault; all faults are named.</exception>
    public FocusInitializer(TokenVectors vectors, FocusOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        (_vectors, _options) = (vectors, options ?? new FocusOptions());
        _options.Validate();
    }

    /// <inheritdoc/>
    public string Name => "focus";

    /// <inheritdoc/>
    public string Evidence => "the text tells which of the tokens that both vocabularies have it resembles, and it is mixed of their old rows";

    /// <inheritdoc/>
    /// <exception cref="UsageException">The vectors belong to another vocabulary.</exception>
    public IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_vectors.Count != context.New.VocabularySize)
            throw new UsageException($"There are auxiliary vectors for {_vectors.Count} tokens and the new vocabulary has {context.New.VocabularySize}; train them with the new tokenizer.");
        RemapContext whole = context with { Tokens = [.. Enumerable.Range(0, context.New.VocabularySize)] };
        Dictionary<int, int> overlap = CopyInitializer.Matches(whole, _options.Overlap, cancellation).ToDictionary(match => match.New, match => match.Old);
        int[] leaned = [.. overlap.Keys.Where(token => _vectors.TryGet(token, out _)).Order()];
        foreach (int token in context.Tokens.Where(overlap.ContainsKey))
            yield return new RemapRow(token, overlap[token], 1, Name);
        if (leaned.Length < _options.MinimumOverlap)
            yield break;
        float[] basis = Basis(leaned);
        int[] wanted = [.. context.Tokens.Where(token => !overlap.ContainsKey(token) && _vectors.TryGet(token, out _))];
        foreach (int[] batch in wanted.Chunk(Batch))
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = new List<RemapRow>[batch.Length];
            Parallel.For(0, batch.Length, place => rows[place] = Mixture(batch[place], leaned, basis, overlap));
            foreach (RemapRow row in rows.SelectMany(list => list))
                yield return row;
        }
    }

    /// <summary>The vectors of the shared tokens at unit length, one after the other.</summary>
    private float[] Basis(int[] tokens)
    {
        var basis = new float[tokens.Length * _vectors.Dimension];
        for (int place = 0; place < tokens.Length; place++)
        {
            _vectors.TryGet(tokens[place], out ReadOnlySpan<float> vector);
            UnitVector.Write(vector, basis.AsSpan(place * _vectors.Dimension, _vectors.Dimension));
        }

        return basis;
    }

    private List<RemapRow> Mixture(int token, int[] leaned, float[] basis, Dictionary<int, int> overlap)
    {
        int width = _vectors.Dimension;
        var (unit, scores, room) = (new float[width], new float[leaned.Length], new float[leaned.Length]);
        _vectors.TryGet(token, out ReadOnlySpan<float> vector);
        UnitVector.Write(vector, unit);
        for (int place = 0; place < leaned.Length; place++)
            scores[place] = TensorPrimitives.Dot(unit, basis.AsSpan(place * width, width));
        Sparsemax.Apply(scores, room);
        var weights = new OldWeights();
        for (int place = 0; place < leaned.Length; place++)
            weights.Add(overlap[leaned[place]], scores[place]);
        return [.. weights.Rows(token, Name)];
    }
}
