namespace NlpTransfer;

/// <summary>
/// Which tensor of a file is which of the encoder's: found by the family's table, with or without the body's prefix, and checked against the config.
/// What is missing or not used is named.
/// </summary>
public sealed class EncoderTensorMap
{
    // Buffers that older versions of the reference library saved: they hold 0, 1, 2, ... and nothing is lost with them.
    private static readonly string[] Buffers = ["embeddings.position_ids", "embeddings.token_type_ids"];

    private readonly Dictionary<string, string> _fileNames;

    private EncoderTensorMap(string prefix, Dictionary<string, string> fileNames, List<string> missing, List<string> unused)
    {
        Prefix = prefix;
        _fileNames = fileNames;
        Missing = missing;
        Unused = unused;
    }

    /// <summary>What stands before the names of the encoder's body in this file: the family's prefix or nothing.</summary>
    public string Prefix { get; }

    /// <summary>Names, as the file would call them, of tensors that the model could have and has not: a pooler that no head needs.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Names of tensors in the file that the model does not use.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <summary>The name in the file of one of <see cref="EncoderTensors"/>, or null where the file has it not.</summary>
    /// <param name="name">The project's name, such as <c>layers.0.query.weight</c>.</param>
    public string? Find(string name) => _fileNames.GetValueOrDefault(name);

    /// <summary>The name in the file of one of <see cref="EncoderTensors"/>.</summary>
    /// <param name="name">The project's name, such as <c>layers.0.query.weight</c>.</param>
    /// <exception cref="ModelFormatException">The file has it not.</exception>
    public string this[string name] => Find(name) ?? throw new ModelFormatException($"The model has no tensor for '{name}'.");

    /// <summary>Maps the tensors of a source.</summary>
    /// <param name="source">The weights.</param>
    /// <param name="family">The family.</param>
    /// <param name="config">The config.</param>
    /// <exception cref="ModelFormatException">Lists tensors that are required and missing, or of another shape or type than the config says.</exception>
    public static EncoderTensorMap Create(ITensorSource source, EncoderFamily family, EncoderConfig config)
    {
        IReadOnlyList<EncoderTensorSpec> plan = EncoderTensorPlan.Of(family, config);
        string prefix = plan.Any(spec => spec.InBody && Lookup(source, family.Names.Prefix + spec.FileName) is not null) ? family.Names.Prefix : "";
        var fileNames = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> missing = [], faults = [];
        foreach (EncoderTensorSpec spec in plan)
        {
            string wanted = spec.NameIn(prefix);
            if ((Lookup(source, wanted) ?? Alternative(source, spec, family.Names)) is { } info)
            {
                fileNames.Add(spec.Name, info.Name);
                if (!info.Shape.AsSpan().SequenceEqual(spec.Shape))
                    faults.Add($"tensor '{info.Name}' has shape {TensorShapes.Format(info.Shape)} where config.json leads to {TensorShapes.Format(spec.Shape)}");
                else if (!info.Type.IsFloatingPoint())
                    faults.Add($"tensor '{info.Name}' holds {info.Type.SafetensorsName()} where floating-point numbers were expected");
            }
            else if (spec.Required)
            {
                faults.Add($"tensor '{wanted}' is missing");
            }
            else
            {
                missing.Add(wanted);
            }
        }

        if (faults.Count > 0)
            throw new ModelFormatException($"{source.Location}: {Shorten(faults)}; config.json and weights do not belong together.");
        return new EncoderTensorMap(prefix, fileNames, missing, UnusedOf(source, fileNames.Values, prefix, family.Names, config));
    }

    // Older versions of the reference library keep one output bias, whether the output matrix is tied or not.
    private static TensorInfo? Alternative(ITensorSource source, EncoderTensorSpec spec, EncoderTensorNames names) =>
        spec.Name == EncoderTensors.MaskedBias ? Lookup(source, names.MaskedBias) : null;

    // The oldest BERT files call a layer norm's two vectors gamma and beta.
    private static TensorInfo? Lookup(ITensorSource source, string name)
    {
        if (source.TryGet(name, out TensorInfo? info))
            return info;
        string old = name.EndsWith(".weight", StringComparison.Ordinal) ? name[..^".weight".Length] + ".gamma"
            : name.EndsWith(".bias", StringComparison.Ordinal) ? name[..^".bias".Length] + ".beta" : name;
        return source.TryGet(old, out info) ? info : null;
    }

    private static List<string> UnusedOf(ITensorSource source, IEnumerable<string> used, string prefix, EncoderTensorNames names, EncoderConfig config)
    {
        var known = new HashSet<string>(used, StringComparer.Ordinal);
        known.UnionWith(Buffers.Select(buffer => prefix + buffer));
        if (config.Head == EncoderHead.MaskedLanguageModel && config.TieWordEmbeddings)
        {
            // Copies of what is used, saved under a second name by some versions of the reference library.
            known.Add(names.MaskedDecoder + ".bias");
            known.Add(names.MaskedDecoder + ".weight");
        }

        return [.. source.Tensors.Select(info => info.Name).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal)];
    }

    private static string Shorten(List<string> faults) => faults.Count <= 5
        ? string.Join("; ", faults)
        : $"{string.Join("; ", faults.Take(5))}; and {faults.Count - 5} more";
}
