namespace NlpTransfer.Torch;

/// <summary>Reads a batch of token ids from a safetensors file, as other libraries write them for comparison.</summary>
public static class TokenBatchFile
{
    private const string Ids = "input_ids";
    private const string Mask = "attention_mask";
    private const string Types = "token_type_ids";
    private const string Targets = "decoder_input_ids";
    private const string Labels = "labels";

    /// <summary>Reads <c>input_ids</c>, and <c>attention_mask</c> (default: all ones) and <c>token_type_ids</c> (default: all zero) where they are there: integers <c>[batch, length]</c>.</summary>
    /// <param name="path">The file; other tensors in it are not read.</param>
    /// <param name="config">The model that the ids are for.</param>
    /// <exception cref="ModelFormatException">The file is damaged, a tensor is missing or of another shape, or an id is none of the model's.</exception>
    public static TokenBatch Read(string path, EncoderConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return Read(file, path, config.MaxTokens, config.VocabularySize, config.TypeVocabularySize);
    }

    /// <summary>Reads <c>input_ids</c> and <c>attention_mask</c>, as above, for the encoder of a translation model.</summary>
    /// <param name="path">The file; other tensors in it are not read.</param>
    /// <param name="config">The encoder that the ids are for.</param>
    /// <exception cref="ModelFormatException">The file is damaged, a tensor is missing or of another shape, or an id is none of the model's.</exception>
    public static TokenBatch Read(string path, StackConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return Read(file, path, config.MaxTokens, config.VocabularySize, config.TypeVocabularySize);
    }

    /// <summary>Reads a target for every row: <c>decoder_input_ids</c>, or <c>labels</c> moved one place to the right behind the model's start, where -100 stands for padding.</summary>
    /// <param name="path">The file.</param>
    /// <param name="config">The model that the ids are for.</param>
    /// <returns>Ids, row-major, and their number a row; null where the file has neither tensor.</returns>
    /// <exception cref="ModelFormatException">The file is damaged, or an id is none of the model's.</exception>
    public static (long[] Ids, int Length)? ReadTargets(string path, TranslationConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        bool given = file.TryGet(Targets, out _);
        if (!given && !file.TryGet(Labels, out _))
            return null;
        string name = given ? Targets : Labels;
        long[] shape = file.Require(name, [file.Require(Ids, [-1, -1]).Shape[0], -1]).Shape;
        if (shape[1] < 1 || shape[1] > config.Decoder.MaxTokens)
            throw new ModelFormatException($"{path}: tensor '{name}' has rows of {shape[1]} ids; expected 1 to {config.Decoder.MaxTokens}.");
        long[] values = file.ReadInt64s(name);
        if (!given)
            values = TargetShift.Right(values, (int)shape[1], config);
        return (Checked(values, path, name, shape[1], config.Decoder.VocabularySize), (int)shape[1]);
    }

    private static TokenBatch Read(SafetensorsFile file, string path, int longest, int vocabulary, int types)
    {
        long[] shape = file.Require(Ids, [-1, -1]).Shape;
        if (shape[0] < 1 || shape[1] < 1 || shape[1] > longest)
            throw new ModelFormatException($"{path}: tensor '{Ids}' has {shape[0]} rows of {shape[1]} ids; expected at least one row of 1 to {longest} ids.");
        long[] ids = ReadIn(file, path, Ids, shape, vocabulary)!;
        long[] mask = ReadIn(file, path, Mask, shape, 2) ?? [.. Enumerable.Repeat(1L, ids.Length)];
        for (int row = 0; row < shape[0]; row++)
        {
            if (!mask.AsSpan((int)(row * shape[1]), (int)shape[1]).Contains(1))
                throw new ModelFormatException($"{path}: tensor '{Mask}' masks the whole row {row}; every row needs a token.");
        }

        return TokenBatch.Create(ids, mask, ReadIn(file, path, Types, shape, Math.Max(1, types)), (int)shape[1]);
    }

    private static long[]? ReadIn(SafetensorsFile file, string path, string name, long[] shape, int limit)
    {
        if (name != Ids && !file.TryGet(name, out _))
            return null;
        file.Require(name, shape);
        return Checked(file.ReadInt64s(name), path, name, shape[1], limit);
    }

    private static long[] Checked(long[] values, string path, string name, long length, int limit)
    {
        int bad = Array.FindIndex(values, value => value < 0 || value >= limit);
        return bad < 0 ? values : throw new ModelFormatException(
            $"{path}: tensor '{name}' holds {values[bad]} at row {bad / length}, column {bad % length}; expected 0 to {limit - 1}.");
    }
}
