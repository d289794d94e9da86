using System.Globalization;
using NlpTransfer.Corpora;

namespace NlpTransfer.Remapping;

/// <summary>
/// Trains vectors on plain text by skip-gram with negative sampling (Mikolov et al. 2013) over letter sequences (Bojanowski et al. 2017, "fastText"). The same text,
/// options and seed give the same bytes, whatever the number of threads: one thread trains in the order of the text while others read ahead. The text is read
/// once to count and once an epoch.
/// </summary>
public static class SkipGram
{
    /// <summary>Trains a vector for each token of a tokenizer that occurs often enough; the others, and the unknown token, have none.</summary>
    /// <param name="tokenizer">The tokenizer; its tokens as they stand in the vocabulary are what letter sequences are taken from.</param>
    /// <param name="texts">The texts; enumerated <see cref="SkipGramOptions.Epochs"/> + 1 times.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Hears of tokens done; null for nobody.</param>
    /// <param name="cancellation">Stops between texts.</param>
    /// <exception cref="UsageException">Options are out of their ranges, or the vectors would not fit into memory.</exception>
    /// <exception cref="BadDataException">The text is empty, or no token occurs often enough.</exception>
    public static TokenVectors TrainTokens(
        ITextTokenizer tokenizer, IEnumerable<string> texts, SkipGramOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new SkipGramOptions();
        options.Validate();
        int size = tokenizer.VocabularySize;
        long[] counts = new long[size];
        long read = 0;
        foreach (int[][] portion in TextUnits.Read(texts, Encode, cancellation))
        {
            foreach (int id in portion.SelectMany(ids => ids))
                counts[id]++;
            read += portion.Sum(ids => (long)ids.Length);
            progress?.Report(new WorkProgress("counting tokens", read, 0));
        }

        if (tokenizer.SpecialTokens.Unknown is { } unknown)
            counts[unknown] = 0;
        int[] tokens = [.. Enumerable.Range(0, size).Where(id => counts[id] >= options.MinimumCount).OrderByDescending(id => counts[id]).ThenBy(id => id)];
        Require(tokens.Length, read, "token", texts, options);
        int[] unitOf = new int[size];
        Array.Fill(unitOf, -1);
        for (int unit = 0; unit < tokens.Length; unit++)
            unitOf[tokens[unit]] = unit;
        float[] vectors = Train(
            [.. tokens.Select(id => tokenizer.IdToToken(id) ?? "")], [.. tokens.Select(id => counts[id])], options,
            () => TextUnits.Read(texts, text => Array.ConvertAll(Encode(text), id => unitOf[id]), cancellation), progress, cancellation);
        if ((long)size * options.Dimension > Array.MaxLength)
            throw new UsageException($"{size} tokens are too many for vectors of {options.Dimension} numbers; lower Dimension.");
        float[] values = new float[size * options.Dimension];
        for (int unit = 0; unit < tokens.Length; unit++)
            vectors.AsSpan(unit * options.Dimension, options.Dimension).CopyTo(values.AsSpan(tokens[unit] * options.Dimension));
        return new TokenVectors(options.Dimension, values, Array.ConvertAll(unitOf, unit => unit >= 0));

        int[] Encode(string text) => tokenizer.Encode(text, addSpecialTokens: false).Ids;
    }

    /// <summary>
    /// Trains a vector for each word that occurs often enough. Words are runs of letters, marks and digits, with apostrophes and hyphens inside; letter case counts.
    /// </summary>
    /// <inheritdoc cref="TrainTokens"/>
    public static WordVectors TrainWords(
        IEnumerable<string> texts, SkipGramOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new SkipGramOptions();
        options.Validate();
        var counts = new WordCounts();
        foreach ((string Text, List<Range> Words)[] portion in TextUnits.Read(texts, text => (text, WordSplitter.Split(text)), cancellation))
        {
            foreach ((string text, List<Range> words) in portion)
                counts.Add(text, words);
            progress?.Report(new WorkProgress("counting words", counts.Total, 0));
        }

        List<KeyValuePair<string, long>> frequent = counts.Frequent(options.MinimumCount, options.MaximumWords);
        Require(frequent.Count, counts.Total, "word", texts, options);
        string[] vocabulary = [.. frequent.Select(pair => pair.Key)];
        var units = new Dictionary<string, int>(frequent.Count, StringComparer.Ordinal);
        foreach (string word in vocabulary)
            units.Add(word, units.Count);
        long[] frequencies = [.. frequent.Select(pair => pair.Value)];
        float[] values = Train(vocabulary, frequencies, options, () => TextUnits.Read(texts, text => Units(text, units), cancellation), progress, cancellation);
        return new WordVectors(vocabulary, frequencies, options.Dimension, values);
    }

    private static float[] Train(
        string[] units, long[] counts, SkipGramOptions options, Func<IEnumerable<int[][]>> portions, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var model = new SkipGramModel(new SubwordRows(units, options), counts, options);
        new SkipGramTraining(model, counts, options).Run(portions, progress, cancellation);
        // No larger than the model's own matrices, whose room was seen to.
        float[] vectors = new float[units.Length * options.Dimension];
        for (int unit = 0; unit < units.Length; unit++)
            model.CopyVector(unit, vectors.AsSpan(unit * options.Dimension, options.Dimension));
        if (options.Centred)
            CentredVectors.Apply(vectors, options.Dimension);
        return vectors;
    }

    private static int[] Units(string text, Dictionary<string, int> units)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = units.GetAlternateLookup<ReadOnlySpan<char>>();
        List<Range> words = WordSplitter.Split(text);
        int[] found = new int[words.Count];
        for (int i = 0; i < found.Length; i++)
            found[i] = lookup.TryGetValue(text.AsSpan(words[i]), out int unit) ? unit : -1;
        return found;
    }

    private static void Require(int units, long read, string kind, IEnumerable<string> texts, SkipGramOptions options)
    {
        if (units > 0)
            return;
        string name = texts is TextCorpus corpus ? corpus.Path : "the text";
        throw new BadDataException(read == 0
            ? $"{name}: there is no {kind} in it, so no vectors can be trained; give plain text of the language."
            : string.Create(CultureInfo.InvariantCulture, $"{name}: none of its {read:N0} {kind}s occurs {options.MinimumCount:N0} times, which a vector needs; give more text, or lower MinimumCount."));
    }
}
