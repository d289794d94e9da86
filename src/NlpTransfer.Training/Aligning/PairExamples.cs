namespace NlpTransfer.Training;

/// <summary>Pairs as examples: each target has the teacher's vector of its source.</summary>
internal sealed class PairExamples
{
    private readonly VectorExample[] _examples;
    private readonly int[][] _groups;

    private PairExamples(VectorExample[] examples, int[][] groups, IReadOnlyList<string> sources, int leftOut) => (_examples, _groups, Sources, LeftOut) = (examples, groups, sources, leftOut);

    /// <summary>Number of pairs.</summary>
    internal int Count => _examples.Length;

    /// <summary>The source texts, each once.</summary>
    internal IReadOnlyList<string> Sources { get; }

    /// <summary>Pairs with a text longer than is read.</summary>
    internal int LeftOut { get; }

    /// <summary>All examples.</summary>
    internal IReadOnlyList<VectorExample> All => _examples;

    /// <summary>Tokenizes the training pairs of some languages.</summary>
    internal static PairExamples Create(IReadOnlyList<PairGroup> groups, EncoderInput student, TeacherVectors teacher, TextFitting fitting, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var examples = new List<VectorExample>();
        var places = new List<int[]>();
        var sources = new List<string>();
        int leftOut = 0, total = groups.Sum(group => group.Pairs.Count);
        foreach (PairGroup group in groups)
        {
            int first = examples.Count;
            foreach ((string source, string target) in group.Pairs)
            {
                cancellation.ThrowIfCancellationRequested();
                // A pair of which a part is cut off is none any more.
                if (!fitting.Fits(source) || !fitting.Fits(target))
                {
                    leftOut++;
                    continue;
                }

                sources.Add(source);
                examples.Add(Example(student, teacher, source, target));
            }

            progress?.Report(new WorkProgress("tokenizing pairs", examples.Count, total));
            places.Add([.. Enumerable.Range(first, examples.Count - first)]);
        }

        return new PairExamples([.. examples], [.. places], [.. sources.Distinct(StringComparer.Ordinal)], leftOut);
    }

    internal static VectorExample Example(EncoderInput student, TeacherVectors teacher, string source, string target) => new(student.Encode(target, out _), teacher.Add(source), Contrasts: true);

    /// <summary>Batches of the pairs, languages mixed.</summary>
    internal ExampleStream<VectorExample> Stream(VectorTrainingOptions options) => new("aligning", _examples, example => example.Ids.Length, _groups, options.LanguageTemperature, options.BatchTokens, options.Seed);
}
