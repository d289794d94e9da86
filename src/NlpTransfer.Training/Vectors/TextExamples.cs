namespace NlpTransfer.Training;

/// <summary>Plain texts as examples: each has the teacher's vector of itself.</summary>
internal sealed class TextExamples
{
    private readonly VectorExample[] _examples;
    private readonly int[][] _groups;

    private TextExamples(VectorExample[] examples, int[][] groups) => (_examples, _groups) = (examples, groups);

    /// <summary>Number of texts.</summary>
    internal int Count => _examples.Length;

    /// <summary>All examples.</summary>
    internal IReadOnlyList<VectorExample> All => _examples;

    /// <summary>Tokenizes the training texts of some languages.</summary>
    /// <param name="groups">The languages.</param>
    /// <param name="teacher">Gets the texts.</param>
    /// <param name="fitting">Shortens texts.</param>
    /// <param name="contrasts">Whether other texts are held against them.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <param name="cancellation">Stops between texts.</param>
    internal static TextExamples Create(IReadOnlyList<TextGroup> groups, TeacherVectors teacher, TextFitting fitting, bool contrasts, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var examples = new List<VectorExample>();
        var places = new List<int[]>();
        int total = groups.Sum(group => group.Texts.Count);
        foreach (TextGroup group in groups)
        {
            int first = examples.Count;
            foreach (string text in group.Texts)
            {
                cancellation.ThrowIfCancellationRequested();
                string fitted = text;
                if (fitting.Fit(ref fitted) is { } ids)
                    examples.Add(new VectorExample(ids, teacher.Add(fitted), contrasts));
            }

            progress?.Report(new WorkProgress("tokenizing", examples.Count, total));
            places.Add([.. Enumerable.Range(first, examples.Count - first)]);
        }

        return new TextExamples([.. examples], [.. places]);
    }

    /// <summary>The ids of all texts, in order.</summary>
    /// <param name="among">Ids that count; null for all.</param>
    internal int[] IdsThatOccur(IReadOnlyList<int>? among) => Ids(_examples, among);

    /// <summary>Batches of the texts, languages mixed.</summary>
    internal ExampleStream<VectorExample> Stream(string name, VectorTrainingOptions options) => new(name, _examples, example => example.Ids.Length, _groups, options.LanguageTemperature, options.BatchTokens, options.Seed);

    internal static int[] Ids(IEnumerable<VectorExample> examples, IReadOnlyList<int>? among)
    {
        var ids = new SortedSet<int>(examples.SelectMany(example => example.Ids));
        if (among is not null)
            ids.IntersectWith(among);
        return [.. ids];
    }
}
