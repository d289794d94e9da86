namespace NlpTransfer.Remapping;

/// <summary>Finds the tensors that have a row for each token.</summary>
internal static class VocabularyTensors
{
    /// <summary>
    /// Their names in the file, each with the dimension that is the vocabulary: input embeddings, output embeddings where they are not tied (or stand there a second time), output bias.
    /// </summary>
    /// <exception cref="ModelFormatException">A tensor has as many rows as the vocabulary, and nobody here knows what it is.</exception>
    public static IReadOnlyDictionary<string, int> Find(VocabularyFolder model, ITensorSource weights)
    {
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (TensorInfo tensor in weights.Tensors)
        {
            if (model.Sections.FirstOrDefault(section => section.Tensors.Contains(tensor.Name)) is { } section && Axis(tensor, section.Rows) is { } axis)
                found.Add(tensor.Name, axis);
            else if (tensor.Shape is [var rows, ..] && model.Sections.Any(one => one.Rows == rows) && model.UnusedTensors.Contains(tensor.Name))
                throw Unknown(weights, tensor.Name, rows);
        }

        return found;
    }

    // Marian's output bias is [1, vocabulary].
    private static int? Axis(TensorInfo tensor, int rows) => tensor.Shape switch
    {
        [var first, ..] when first == rows => 0,
        [1, var second] when second == rows => 1,
        _ => null,
    };

    // A tensor of the body, such as positions, may by chance have as many rows: it is known.
    private static ModelFormatException Unknown(ITensorSource weights, string name, long rows) =>
        new($"{weights.Location}: tensor '{name}' has as many rows as the vocabulary ({rows}) and is not one that this family is known to have; " +
            "whether it belongs to the vocabulary can't be told, so nothing was remapped. Remove it, or rename it to what it is.");
}
