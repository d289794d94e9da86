namespace NlpTransfer.LinearModels;

/// <summary>Some rows of a training set: what one fit sees.</summary>
/// <param name="Set">The set.</param>
/// <param name="Target">Rows of the target language.</param>
/// <param name="Sources">Rows of source languages.</param>
internal sealed record TrainingView(TrainingSet Set, int[] Target, int[] Sources)
{
    public static TrainingView All(TrainingSet set, bool withSources = true) =>
        new(set, [.. Enumerable.Range(0, set.TargetRows)], withSources ? [.. Enumerable.Range(set.TargetRows, set.Rows - set.TargetRows)] : []);

    /// <summary>Both, the target's first.</summary>
    public int[] Rows => [.. Target, .. Sources];

    public int[] Labels => [.. Rows.Select(row => Set.Labels[row])];

    /// <summary>How the target's vectors are centred: by its labelled and unlabelled rows.</summary>
    public VectorCentering CenterTarget()
    {
        var rows = Target.Select(row => (Set.Units!, row)).ToList();
        if (Set.Unlabeled is { } unlabeled)
            rows.AddRange(Enumerable.Range(0, unlabeled.Rows).Select(row => (unlabeled, row)));
        return VectorCentering.Of(rows, Set.Units!.Columns);
    }

    /// <summary>The vectors of all rows, each language centred on its own mean: <c>[rows, dimension]</c>.</summary>
    public DenseMatrix CenteredVectors()
    {
        int[] rows = Rows;
        var result = new DenseMatrix(rows.Length, Set.Units!.Columns);
        var centerings = new Dictionary<int, VectorCentering> { [0] = CenterTarget() };
        foreach (IGrouping<int, int> language in Sources.GroupBy(row => Set.Languages[row]))
            centerings[language.Key] = VectorCentering.Of([.. language.Select(row => (Set.Units!, row))], Set.Units!.Columns);
        for (int i = 0; i < rows.Length; i++)
            centerings[Set.Languages[rows[i]]].Apply(Set.Units!.Row(rows[i]), result.Row(i));
        return result;
    }
}
