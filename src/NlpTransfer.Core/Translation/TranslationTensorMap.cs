namespace NlpTransfer;

/// <summary>Which tensor of a file is which of a translation model's, checked against the config. What is missing or not used is named.</summary>
public sealed class TranslationTensorMap
{
    private readonly Dictionary<string, string> _fileNames;

    private TranslationTensorMap(Dictionary<string, string> fileNames, IReadOnlyList<string> missing, IReadOnlyList<string> unused) =>
        (_fileNames, Missing, Unused) = (fileNames, missing, unused);

    /// <summary>Names, as the file would call them, of tensors that the model could have and has not: a pooler.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Names of tensors in the file that the model does not use.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <summary>The name in the file of one of the model's tensors, or null where the file has it not.</summary>
    /// <param name="name">The project's name, such as <c>decoder.layers.0.query.weight</c>.</param>
    public string? Find(string name) => _fileNames.GetValueOrDefault(name);

    /// <summary>Maps the tensors of a source.</summary>
    internal static TranslationTensorMap Create(ITensorSource source, TranslationFamily family, TranslationTensorNames names, TranslationConfig config)
    {
        var fileNames = new Dictionary<string, string>(StringComparer.Ordinal);
        var known = new HashSet<string>(family.Buffers, StringComparer.Ordinal);
        known.UnionWith(names.Copies);
        if (config.TiesOutput)
            known.Add(names.OutputMatrix + ".weight");
        if (config.SharesEmbeddings)
            known.UnionWith(family.SharedNames);
        List<string> missing = [], faults = [];
        foreach (TranslationTensorSpec spec in TranslationTensorPlan.Of(family, names, config))
        {
            TensorInfo? info = spec.Alternatives.Prepend(spec.FileName).Select(name => source.TryGet(name, out TensorInfo? found) ? found : null).FirstOrDefault(found => found is not null);
            if (info is null)
            {
                if (spec.Required)
                    faults.Add($"tensor '{spec.FileName}' is missing");
                else
                    missing.Add(spec.FileName);
                continue;
            }

            fileNames.Add(spec.Name, info.Name);
            known.Add(info.Name);
            if (!info.Shape.AsSpan().SequenceEqual(spec.Shape))
                faults.Add($"tensor '{info.Name}' has shape {TensorShapes.Format(info.Shape)} where config.json leads to {TensorShapes.Format(spec.Shape)}");
            else if (!info.Type.IsFloatingPoint())
                faults.Add($"tensor '{info.Name}' holds {info.Type.SafetensorsName()} where floating-point numbers were expected");
        }

        if (faults.Count > 0)
        {
            string listed = faults.Count <= 5 ? string.Join("; ", faults) : $"{string.Join("; ", faults.Take(5))}; and {faults.Count - 5} more";
            throw new ModelFormatException($"{source.Location}: {listed}; config.json and weights do not belong together.");
        }

        return new TranslationTensorMap(
            fileNames, missing, [.. source.Tensors.Select(info => info.Name).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal)]);
    }
}
