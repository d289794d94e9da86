using System.Numerics.Tensors;
using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>
/// Measures sentence vectors without labels: how often the nearest vector among a language's translations is the text's own, and the other way round, as Tatoeba is used in
/// Artetxe and Schwenk 2019 (<i>Massively Multilingual Sentence Embeddings for Zero-Shot Cross-Lingual Transfer and Beyond</i>).
/// </summary>
public static class RetrievalEvaluation
{
    private const int BatchSize = 256;

    /// <summary>Evaluates an embedder, and compares it with others on the same pairs.</summary>
    /// <param name="embedder">The embedder; vectors are scaled to unit length here.</param>
    /// <param name="pairs">The pairs; those of one target language are looked among together. None of them may have trained an embedder.</param>
    /// <param name="options">Names, rivals and statistics; null for the defaults.</param>
    /// <param name="progress">Told of texts embedded, then of scores and comparisons made.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="BadDataException">There are no pairs, or a language has one only.</exception>
    /// <exception cref="UsageException">Options are at fault.</exception>
    public static async Task<RetrievalReport> RunAsync(
        ITextEmbedder embedder, IReadOnlyList<TextPair> pairs, RetrievalOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        options ??= new RetrievalOptions();
        options.Validate();
        RetrievalPairs questions = RetrievalPairs.Create(pairs);
        var systems = new List<(SystemPredictions Answers, int Cut)>();
        foreach ((string name, ITextEmbedder system) in options.Against.Prepend((options.Name, embedder)))
            systems.Add(await AnswerAsync(name, system, questions, progress, cancellationToken).ConfigureAwait(false));
        return await Task.Run(() => Report(questions, systems, options.Statistics, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(SystemPredictions Answers, int Cut)> AnswerAsync(
        string name, ITextEmbedder embedder, RetrievalPairs questions, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var vectors = new Dictionary<string, float[]>(questions.Texts.Count, StringComparer.Ordinal);
        int cut = 0;
        foreach (string[] batch in questions.Texts.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<TextEmbedding> embeddings = await embedder.EmbedAsync(batch, cancellation).ConfigureAwait(false);
            foreach ((string text, TextEmbedding embedding) in batch.Zip(embeddings))
            {
                vectors[text] = Unit(embedding.Vector);
                cut += embedding.CutTokens > 0 ? 1 : 0;
            }

            progress?.Report(new WorkProgress($"embedding with {name}", vectors.Count, questions.Texts.Count));
        }

        return (questions.Answer(name, vectors), cut);
    }

    private static RetrievalReport Report(
        RetrievalPairs questions, List<(SystemPredictions Answers, int Cut)> systems, StatisticsOptions statistics, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        HeldOutRows heldOut = HeldOutRows.Create(questions.Rows);
        (string Language, int Pairs)[] languages = [.. questions.Languages];
        bool several = languages.Length > 1;
        var work = new ScoringWork(progress, (systems.Count - 1) * (several ? languages.Length + 1 : 1), cancellation);
        var all = new RowScorer(heldOut, statistics, work, averageLanguages: several);
        RowScorer[] scorers = [.. languages.Select((_, place) => new RowScorer(heldOut, statistics, work, place))];
        SystemPredictions own = systems[0].Answers;
        SystemPredictions[] rivals = [.. systems.Skip(1).Select(system => system.Answers)];
        return new RetrievalReport
        {
            Pairs = languages.Sum(language => language.Pairs),
            Repeated = questions.Repeated,
            Systems = [.. systems.Select(system => new RetrievalScores(system.Answers.Name, all.Accuracy(system.Answers), Languages(system.Answers, questions, languages, statistics), system.Cut))],
            Comparisons = Comparison.Judge([.. rivals.Select(rival => all.Compare(own, rival))], statistics.Level),
            LanguageComparisons = several ? [.. rivals.SelectMany(rival => Comparison.Judge([.. scorers.Select(scorer => scorer.Compare(own, rival))], statistics.Level))] : [],
            Confidence = statistics.Confidence,
            Seed = statistics.Seed,
        };
    }

    /// <summary>Each language's two directions; within one, every pair is asked once, so that questions are independent.</summary>
    private static LanguageRetrievalScores[] Languages(SystemPredictions answers, RetrievalPairs questions, IEnumerable<(string Language, int Pairs)> languages, StatisticsOptions statistics)
    {
        int first = 0;
        var scores = new List<LanguageRetrievalScores>();
        foreach ((string language, int pairs) in languages)
        {
            scores.Add(new(language, pairs, Direction(first), Direction(first + pairs)));
            first += 2 * pairs;

            Score Direction(int start) => WilsonInterval.Score(
                Enumerable.Range(start, pairs).Count(row => answers.Predicted[row] == questions.Rows[row].Label), pairs, statistics.Confidence);
        }

        return [.. scores];
    }

    private static float[] Unit(float[] vector)
    {
        float norm = TensorPrimitives.Norm<float>(vector);
        var unit = new float[vector.Length];
        if (norm > 0)
            TensorPrimitives.Divide(vector, norm, unit);
        return unit;
    }
}
