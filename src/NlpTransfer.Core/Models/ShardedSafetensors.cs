using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace NlpTransfer;

/// <summary>The weights of a model that lie in several safetensors files, named by an index (<c>model.safetensors.index.json</c>).</summary>
public sealed class ShardedSafetensors : ITensorSource
{
    private readonly List<SafetensorsFile> _shards;
    private readonly Dictionary<string, SafetensorsFile> _shardOf;

    private ShardedSafetensors(string path, List<SafetensorsFile> shards, Dictionary<string, SafetensorsFile> shardOf)
    {
        Location = path;
        _shards = shards;
        _shardOf = shardOf;
        Tensors = [.. shards.SelectMany(shard => shard.Tensors)];
    }

    /// <summary>The path of the index.</summary>
    public string Location { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Opens an index and all files that it names.</summary>
    /// <param name="indexPath">The index; the files lie beside it.</param>
    /// <exception cref="ModelFormatException">The index or a file is damaged, they don't fit each other, or a name leads out of the folder.</exception>
    public static ShardedSafetensors Open(string indexPath)
    {
        Dictionary<string, string> map = ReadMap(indexPath);
        string folder = Path.GetDirectoryName(Path.GetFullPath(indexPath))!;
        var shards = new List<SafetensorsFile>();
        var shardOf = new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        try
        {
            foreach (string name in map.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                SafetensorsFile shard = SafetensorsFile.Open(FolderPaths.Inside(folder, name, $"{indexPath}: a file of weight_map"));
                shards.Add(shard);
                foreach (TensorInfo info in shard.Tensors)
                {
                    if (!map.TryGetValue(info.Name, out string? home) || home != name)
                        throw new ModelFormatException($"{indexPath}: tensor '{info.Name}' lies in {name}, which weight_map does not say; get the folder again.");
                    shardOf.Add(info.Name, shard);
                }
            }

            if (map.Keys.Order(StringComparer.Ordinal).FirstOrDefault(name => !shardOf.ContainsKey(name)) is { } lost)
                throw new ModelFormatException($"{indexPath}: tensor '{lost}' does not lie in {map[lost]}, as weight_map says; get the folder again.");
            return new ShardedSafetensors(indexPath, shards, shardOf);
        }
        catch
        {
            shards.ForEach(shard => shard.Dispose());
            throw;
        }
    }

    /// <inheritdoc/>
    public bool TryGet(string name, [NotNullWhen(true)] out TensorInfo? info)
    {
        info = null;
        return _shardOf.TryGetValue(name, out SafetensorsFile? shard) && shard.TryGet(name, out info);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetBytes(string name) => Home(name).GetBytes(name);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetBytes(string name, long start, int length) => Home(name).GetBytes(name, start, length);

    /// <summary>Unmaps all files.</summary>
    public void Dispose() => _shards.ForEach(shard => shard.Dispose());

    private SafetensorsFile Home(string name)
    {
        this.Require(name);
        return _shardOf[name];
    }

    private static Dictionary<string, string> ReadMap(string path)
    {
        var index = new JsonSection(path, JsonFile.Read(path));
        if (index.Find("weight_map") is not { ValueKind: JsonValueKind.Object } map)
            throw new ModelFormatException($"{path}: there is no object weight_map; get the folder again.");
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty entry in map.EnumerateObject())
        {
            string? file = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString() : null;
            if (string.IsNullOrEmpty(file))
                throw new ModelFormatException($"{path}: weight_map.{entry.Name} is not the name of a file; get the folder again.");
            files.Add(entry.Name, file);
        }

        return files.Count > 0 ? files : throw new ModelFormatException($"{path}: weight_map is empty; get the folder again.");
    }
}
