namespace NlpTransfer.Torch;

/// <summary>Reads a batch of token ids from a safetensors file, as other libraries write them for comparison.</summary>
public static class TokenBatchFile
{
    private const string Ids = "input_ids";
    private const string Mask = "attention_mask";
    private const string Types = "token_type_ids";

    /// <summary>Reads <c>input_ids</c>, and <c>attention_mask</c> (default: all ones) and <c>token_type_ids</c> (default: all zero) where they are there: integers <c>[batch, length]</c>.</summary>
    /// <param name="path">The file; other tensors in it are not read.</param>
    /// <param name="config">The model that the ids are for.</param>
    /// <exception cref="ModelFormatException">The file is damaged, a tensor is missing or of another shape, or an id is none of the model's.</exception>
    public static TokenBatch Read(string path, EncoderConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        long[] shape = file.Require(Ids, [-1, -1]).Shape;
        if (shape[0] < 1 || shape[1] < 1 || shape[1] > config.MaxTokens)
            throw new ModelFormatException($"{path}: tensor '{Ids}' has {shape[0]} rows of {shape[1]} ids; expected at least one row of 1 to {config.MaxTokens} ids.");
        long[] ids = ReadIn(file, path, Ids, shape, config.VocabularySize)!;
        long[] mask = ReadIn(file, path, Mask, shape, 2) ?? [.. Enumerable.Repeat(1L, ids.Length)];
        for (int row = 0; row < shape[0]; row++)
        {
            if (!mask.AsSpan((int)(row * shape[1]), (int)shape[1]).Contains(1))
                throw new ModelFormatException($"{path}: tensor '{Mask}' masks the whole row {row}; every row needs a token.");
        }

        return TokenBatch.Create(ids, mask, ReadIn(file, path, Types, shape, Math.Max(1, config.TypeVocabularySize)), (int)shape[1]);
    }

    private static long[]? ReadIn(SafetensorsFile file, string path, string name, long[] shape, int limit)
    {
        if (name != Ids && !file.TryGet(name, out _))
            return null;
        file.Require(name, shape);
        long[] values = file.ReadInt64s(name);
        int bad = Array.FindIndex(values, value => value < 0 || value >= limit);
        return bad < 0 ? values : throw new ModelFormatException(
            $"{path}: tensor '{name}' holds {values[bad]} at row {bad / shape[1]}, column {bad % shape[1]}; expected 0 to {limit - 1}.");
    }
}
