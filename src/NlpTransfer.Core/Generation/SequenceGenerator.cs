namespace NlpTransfer;

/// <summary>Generates sequences with any decoder: greedily, by beam search, or by drawing tokens. What a sentence gets does not depend on the others in its batch.</summary>
public static class SequenceGenerator
{
    /// <summary>Generates for every sentence that a decoder has read.</summary>
    /// <param name="decoder">The decoder, before its first step.</param>
    /// <param name="config">The ids of start and end.</param>
    /// <param name="options">How to generate; null for the model's own options.</param>
    /// <param name="keys">For each sentence a number from which its draws follow; null for its place in the batch. Without sampling they change nothing.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>For each sentence its sequences, the best first.</returns>
    /// <exception cref="UsageException">Options are out of range.</exception>
    /// <exception cref="ArgumentException">There are not as many keys as sentences.</exception>
    public static IReadOnlyList<IReadOnlyList<GeneratedSequence>> Generate(
        ISequenceDecoder decoder,
        GenerationConfig config,
        GenerationOptions? options = null,
        IReadOnlyList<ulong>? keys = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(config);
        options ??= config.Options;
        options.Check();
        if (keys is not null && keys.Count != decoder.Sentences)
            throw new ArgumentException($"{decoder.Sentences} sentences and {keys.Count} keys", nameof(keys));
        ISentenceSearch[] searches =
        [
            .. Enumerable.Range(0, decoder.Sentences).Select(i =>
                options.Beams > 1 ? (ISentenceSearch)new BeamSearch(options, config) : new SampledSearch(options, config, keys?[i] ?? (ulong)i)),
        ];
        int[] live = [.. Enumerable.Range(0, searches.Length)];
        var step = new DecoderStep(live, live, [.. Enumerable.Repeat(config.StartId, live.Length)]);
        for (int width = 1; live.Length > 0; width = searches[0].Width)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<float> logits = decoder.Next(step);
            int size = width * decoder.VocabularySize;
            for (int i = 0; i < live.Length; i++)
                searches[live[i]].Advance(logits.Slice(i * size, size), decoder.VocabularySize);
            int[] left = [.. Enumerable.Range(0, live.Length).Where(i => !searches[live[i]].IsDone)];
            step = Following(searches, live, left, width);
            live = [.. left.Select(i => live[i])];
        }

        return [.. searches.Select(search => search.Result())];
    }

    private static DecoderStep Following(ISentenceSearch[] searches, int[] live, int[] left, int width)
    {
        var parents = new List<int>();
        var tokens = new List<int>();
        foreach (int i in left)
        {
            ISentenceSearch search = searches[live[i]];
            foreach (int parent in search.Parents)
                parents.Add((i * width) + parent);
            tokens.AddRange(search.Tokens);
        }

        return new DecoderStep(left, [.. parents], [.. tokens]);
    }
}
