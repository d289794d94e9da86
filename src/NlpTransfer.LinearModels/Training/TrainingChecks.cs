namespace NlpTransfer.LinearModels;

/// <summary>What training rows must satisfy.</summary>
internal static class TrainingChecks
{
    public static void Check(LabeledRows rows, bool needsVectors)
    {
        string of = rows.Language.Length > 0 ? $" of {rows.Language}" : "";
        int count = rows.Texts.Count;
        if (count == 0)
            throw new BadDataException($"There are no training rows{of}; give at least two labelled rows.");
        if (rows.Labels.Count != count)
            throw new BadDataException($"The training rows{of} have {count} texts but {rows.Labels.Count} labels.");
        if (rows.Groups is { } groups && groups.Count != count)
            throw new BadDataException($"The training rows{of} have {count} texts but {groups.Count} groups.");
        if (!needsVectors)
            return;
        if (rows.Vectors is null)
            throw new BadDataException($"The training rows{of} have no vectors, which the kernel and the frozen head need; embed the texts first, or use the letters alone.");
        if (rows.Vectors.Count != count)
            throw new BadDataException($"The training rows{of} have {count} texts but {rows.Vectors.Count} vectors.");
    }

    public static void CheckTarget(LinearTrainingData data, LinearParts parts)
    {
        if (data.Target is null && data.Sources.Count == 0)
            throw new BadDataException("There are no training rows; give rows of the target language, of source languages, or both.");
        if (data.Target is not null)
            return;
        if (parts.HasFlag(LinearParts.Letters))
            throw new UsageException("The letters learn from rows of the target language only, and there are none; use the kernel or the frozen head for zero-shot transfer.");
        if (data.UnlabeledVectors is not { Count: > 0 })
            throw new BadDataException("Without labelled rows of the target language, vectors of unlabelled texts of it are needed to centre what is classified.");
    }
}
