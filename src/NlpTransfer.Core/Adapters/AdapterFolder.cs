namespace NlpTransfer;

/// <summary>
/// A folder whose weights are a LoRA adapter in peft's layout: adapter_config.json, adapter_model.safetensors, and a model below that it names. Reading gives
/// the weights of that model with what the adapter does to them, so that everything that opens a model opens such a folder too.
/// </summary>
internal static class AdapterFolder
{
    internal const string WeightsFile = "adapter_model.safetensors";

    /// <summary>Under this key of its metadata the file remembers the weights below; peft passes it over.</summary>
    private const string BaseHash = "base_sha256";

    /// <summary>Whether a folder's weights are an adapter.</summary>
    /// <exception cref="ModelFormatException">It holds weights as well, so that nobody can tell whether the adapter is in them.</exception>
    internal static bool Is(string folder)
    {
        if (!File.Exists(Path.Combine(folder, AdapterConfig.FileName)))
            return false;
        return ModelWeights.Find(folder) is not { } weights ? true : throw new ModelFormatException(
            $"{folder}: the folder holds {Path.GetFileName(weights)} and {AdapterConfig.FileName}, and whether the adapter is in the weights already can't be told; remove one of them.");
    }

    /// <summary>The folder of config and weights of the model below.</summary>
    /// <exception cref="ModelFormatException">It is not there, or an adapter itself.</exception>
    internal static string BaseOf(string folder)
    {
        string name = AdapterConfig.Read(folder).BaseModel;
        string found = Candidates(folder, name).FirstOrDefault(Directory.Exists) ?? throw new ModelFormatException(
            $"{Path.Combine(folder, AdapterConfig.FileName)}: the adapter stands on the model '{name}', which lies neither beside the folder nor in the current one; put it, or a link to it, there.");
        string encoder = SentenceReader.Read(found).EncoderPath;
        return !Is(encoder) ? encoder : throw new ModelFormatException(
            $"{Path.Combine(folder, AdapterConfig.FileName)}: the model '{name}' below the adapter is an adapter itself, which is not supported; save that one merged.");
    }

    /// <summary>The weights below with what the adapter does to them.</summary>
    /// <exception cref="ModelFormatException">The adapter is damaged, or does not fit the model below.</exception>
    internal static ITensorSource Open(string folder)
    {
        AdapterConfig config = AdapterConfig.Read(folder);
        ITensorSource below = ModelWeights.Open(BaseOf(folder));
        SafetensorsFile? adapter = null;
        try
        {
            adapter = SafetensorsFile.Open(Path.Combine(folder, WeightsFile));
            return new AdaptedTensorSource(below, adapter, config);
        }
        catch
        {
            adapter?.Dispose();
            below.Dispose();
            throw;
        }
    }

    /// <summary>Checks that the weights below are those that the adapter was trained on, where the file remembers them.</summary>
    /// <exception cref="ModelFormatException">They are others.</exception>
    internal static void CheckBase(string folder)
    {
        string path = Path.Combine(folder, WeightsFile), below = BaseOf(folder);
        using SafetensorsFile adapter = SafetensorsFile.Open(path);
        if (adapter.Metadata.TryGetValue(BaseHash, out string? expected) && expected != ModelWeights.HashOf(below))
            throw new ModelFormatException($"{path}: the adapter was trained on other weights than those in {below}; put the right model there.");
    }

    /// <summary>Writes both files into a folder.</summary>
    internal static void Write(string folder, AdapterContents contents)
    {
        File.WriteAllBytes(Path.Combine(folder, AdapterConfig.FileName), contents.Config.Write());
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt", [BaseHash] = ModelWeights.HashOf(contents.BasePath) };
        SafetensorsWriter.Write(Path.Combine(folder, WeightsFile), contents.Tensors, metadata);
    }

    /// <summary>What to write as the name of a model: a path from the folder above the adapter's where the model lies in it, or else its own name.</summary>
    /// <param name="folder">Where the adapter will stand.</param>
    /// <param name="model">The model's folder.</param>
    internal static string NameOf(string folder, string model)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(model)), above = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))!;
        string relative = Path.GetRelativePath(above, full).Replace(Path.DirectorySeparatorChar, '/');
        return Path.IsPathRooted(relative) || relative.Split('/').Contains("..") ? Path.GetFileName(full) : relative;
    }

    /// <summary>Checks that an adapter would find its model again.</summary>
    /// <param name="folder">Where the adapter will stand.</param>
    /// <param name="model">The model's folder.</param>
    /// <exception cref="UsageException">It would not.</exception>
    internal static void CheckReach(string folder, string model)
    {
        string name = NameOf(folder, model);
        string? found = Candidates(folder, name).FirstOrDefault(Directory.Exists);
        if (found is null || Path.TrimEndingDirectorySeparator(Path.GetFullPath(found)) != Path.TrimEndingDirectorySeparator(Path.GetFullPath(model)))
        {
            throw new UsageException(
                $"{folder}: an adapter that is saved apart names its model, and from there '{name}' would {(found is null ? "not be found" : $"be {found}")}; choose a folder beside {model}, or save the adapter merged");
        }
    }

    // A name may come from anywhere: none is followed out of the folders looked into.
    private static IEnumerable<string> Candidates(string folder, string name)
    {
        string above = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))!;
        string last = Path.GetFileName(Path.TrimEndingDirectorySeparator(name.Replace('\\', '/')));
        if (!Path.IsPathRooted(name) && !name.Replace('\\', '/').Split('/').Contains(".."))
        {
            yield return Path.Combine(above, name);
            yield return name;
        }

        if (last is "" or "." or "..")
            yield break;
        yield return Path.Combine(above, last);
        yield return last;
        // Models that come with the program.
        yield return Path.Combine(AppContext.BaseDirectory, "models", last);
    }
}
