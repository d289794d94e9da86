namespace NlpTransfer.LinearModels;

/// <summary>
/// Training rows made ready once: labels as numbers, vectors at unit length, n-grams counted. The target's rows come first, then those of each source.
/// </summary>
internal sealed class TrainingSet
{
    /// <summary>Features of the letters kernel, and of the first member of the letters ensemble.</summary>
    public static readonly NgramOptions ShortRuns = new(NgramKind.CharactersInWords, 2, 5, 2, DropMarks: true);

    public static readonly NgramOptions LongRuns = new(NgramKind.CharactersInWords, 3, 6, 2, DropMarks: true);

    public static readonly NgramOptions WholeWords = new(NgramKind.Words, 1, 1, 1, DropMarks: true);

    private TrainingSet(string[] classes, int[] labels, int[] languages, string?[] groups, DenseMatrix? units, DenseMatrix? unlabeled, NgramCounts[] counts)
    {
        Classes = classes;
        Labels = labels;
        Languages = languages;
        Groups = groups;
        Units = units;
        Unlabeled = unlabeled;
        Counts = counts;
        TargetRows = languages.Count(language => language == 0);
    }

    /// <summary>Labels in the order of their code units.</summary>
    public string[] Classes { get; }

    /// <summary>Class of each row.</summary>
    public int[] Labels { get; }

    /// <summary>0 for the target, 1 and on for the sources.</summary>
    public int[] Languages { get; }

    public string?[] Groups { get; }

    /// <summary>Unit vectors of all rows, or null.</summary>
    public DenseMatrix? Units { get; }

    /// <summary>Unit vectors of unlabelled target texts, or null.</summary>
    public DenseMatrix? Unlabeled { get; }

    /// <summary>Counts of <see cref="ShortRuns"/>, <see cref="LongRuns"/>, <see cref="WholeWords"/>, as many of them as are needed.</summary>
    public NgramCounts[] Counts { get; }

    public int TargetRows { get; }

    public int Rows => Labels.Length;

    /// <summary>Checks and prepares.</summary>
    /// <exception cref="BadDataException">No rows, lists of different lengths, one class only, vectors missing or of different widths or not finite.</exception>
    public static TrainingSet Create(LinearTrainingData data, LinearParts parts, CancellationToken cancellationToken)
    {
        LabeledRows[] all = data.Target is { } target ? [target, .. data.Sources] : [.. data.Sources];
        bool needsVectors = (parts & (LinearParts.Kernel | LinearParts.Frozen)) != 0;
        foreach (LabeledRows rows in all)
            TrainingChecks.Check(rows, needsVectors);
        TrainingChecks.CheckTarget(data, parts);
        string[] classes = [.. all.SelectMany(rows => rows.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (classes.Length < 2)
            throw new BadDataException($"All {all.Sum(rows => rows.Texts.Count)} training rows have the label \"{classes.FirstOrDefault()}\"; a classifier needs rows of at least two labels.");
        int[] labels = [.. all.SelectMany(rows => rows.Labels).Select(label => Array.BinarySearch(classes, label, StringComparer.Ordinal))];
        int first = data.Target is null ? 1 : 0;
        int[] languages = [.. all.SelectMany((rows, i) => Enumerable.Repeat(i + first, rows.Texts.Count))];
        string?[] groups = [.. all.SelectMany(rows => Enumerable.Range(0, rows.Texts.Count).Select(i => string.IsNullOrEmpty(rows.Groups?[i]) ? null : rows.Groups[i]))];
        DenseMatrix? units = needsVectors ? ToUnits(all.SelectMany(rows => rows.Vectors!), languages.Length, all[0].Vectors![0].Length) : null;
        DenseMatrix? unlabeled = needsVectors && data.UnlabeledVectors is { Count: > 0 } plain ? ToUnits(plain, plain.Count, units!.Columns) : null;
        return new TrainingSet(classes, labels, languages, groups, units, unlabeled, Count(data, parts, cancellationToken));
    }

    private static NgramCounts[] Count(LinearTrainingData data, LinearParts parts, CancellationToken cancellationToken)
    {
        if (data.Target is not { } target || (parts & LinearParts.Combined) == 0)
            return [];
        string[] others = parts.HasFlag(LinearParts.Kernel) ? [.. data.Sources.SelectMany(rows => rows.Texts)] : [];
        NgramCounts shortRuns = NgramCounts.Count(ShortRuns, target.Texts, others, cancellationToken);
        return parts.HasFlag(LinearParts.Letters)
            ? [shortRuns, NgramCounts.Count(LongRuns, target.Texts, [], cancellationToken), NgramCounts.Count(WholeWords, target.Texts, [], cancellationToken)]
            : [shortRuns];
    }

    private static DenseMatrix ToUnits(IEnumerable<float[]> vectors, int rows, int dimension)
    {
        var units = new DenseMatrix(rows, dimension);
        int row = 0;
        foreach (float[] vector in vectors)
        {
            if (vector.Length != dimension)
                throw new BadDataException($"Vector {row + 1} has {vector.Length} values where the first has {dimension}; all must come from one encoder.");
            VectorCentering.ToUnit(vector, units.Row(row++));
            if (!System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<double>(units.Row(row - 1)))
                throw new BadDataException($"Vector {row} holds a value that is not a finite number; the encoder's weights or its input are damaged.");
        }

        return units;
    }
}
