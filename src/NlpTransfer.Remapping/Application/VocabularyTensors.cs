namespace NlpTransfer.Remapping;

/// <summary>Finds the tensors that have a row for each token.</summary>
internal static class VocabularyTensors
{
    /// <summary>Their names in the file: input embeddings, output embeddings where they are not tied (or stand there a second time), output bias.</summary>
    /// <exception cref="ModelFormatException">A tensor has as many rows as the vocabulary, and nobody here knows what it is.</exception>
    public static IReadOnlySet<string> Find(ModelFolder model, ITensorSource weights)
    {
        EncoderTensorNames names = model.Family.Names;
        string input = model.Tensors[EncoderTensors.WordEmbeddings + ".weight"];
        string[] known = [input, names.MaskedDecoder + ".weight", names.MaskedDecoder + ".bias", names.MaskedBias];
        int rows = model.Config.VocabularySize;
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (TensorInfo tensor in weights.Tensors.Where(tensor => tensor.Shape is [var first, ..] && first == rows))
        {
            if (known.Contains(tensor.Name))
                found.Add(tensor.Name);
            else if (!IsKnown(model, tensor.Name))
                throw new ModelFormatException($"{weights.Location}: tensor '{tensor.Name}' has as many rows as the vocabulary ({rows}) and is not one that this family is known to have; " +
                    "whether it belongs to the vocabulary can't be told, so nothing was remapped. Remove it, or rename it to what it is.");
        }

        return found;
    }

    // A tensor of the body, such as positions, may by chance have as many rows.
    private static bool IsKnown(ModelFolder model, string name) => !model.Tensors.Unused.Contains(name);
}
