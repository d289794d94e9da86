using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace NlpTransfer;

/// <summary>
/// The checked header of a safetensors file: eight bytes of length, JSON that names each tensor's type, shape and place, then the data.
/// Everything that a header can claim falsely is refused here, before anything of the claimed size is allocated or read.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The longest header that is read, as in the reference implementation.</summary>
    public const long MaximumLength = 100_000_000;

    private SafetensorsHeader(List<(TensorInfo Info, long Offset)> tensors, SortedDictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>The tensors in the order in which they lie, each with the place of its first byte in the file.</summary>
    public IReadOnlyList<(TensorInfo Info, long Offset)> Tensors { get; }

    /// <summary>Free texts about the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads and checks the header of an open file.</summary>
    /// <exception cref="ModelFormatException">The header is not one, or does not fit the file.</exception>
    public static SafetensorsHeader Read(Stream file, string path)
    {
        long length = file.Length;
        Span<byte> prefix = stackalloc byte[8];
        if (length < prefix.Length)
            throw Refusal(path, $"the file has {length} bytes where a safetensors file begins with 8 bytes of header length");
        file.ReadExactly(prefix);
        ulong claimed = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (claimed > (ulong)(length - prefix.Length))
            throw Refusal(path, $"the header claims {claimed} bytes and the file has {length - prefix.Length} after its first 8; it is cut off or not a safetensors file");
        if (claimed > MaximumLength)
            throw Refusal(path, $"the header claims {claimed} bytes, more than the {MaximumLength} that are read");
        byte[] json = new byte[(int)claimed];
        file.ReadExactly(json);
        return Parse(json, length - prefix.Length - json.Length, path);
    }

    private static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength, string path)
    {
        if (!Utf8.IsValid(json))
            throw Refusal(path, "the header is not UTF-8");
        var entries = new List<SafetensorsEntry>();
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            new SafetensorsJson(path).Read(json, entries, metadata);
        }
        catch (JsonException failure)
        {
            throw Refusal(path, $"the header is not JSON of the expected form: {failure.Message.TrimEnd('.')}", failure);
        }

        long headerEnd = 8 + json.Length;
        return new SafetensorsHeader(Lay(entries, dataLength, headerEnd, path), metadata);
    }

    // Places tensors in the order of their bytes and makes sure that these cover the data exactly.
    private static List<(TensorInfo Info, long Offset)> Lay(List<SafetensorsEntry> entries, long dataLength, long headerEnd, string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in entries)
        {
            if (!names.Add(entry.Name))
                throw Refusal(path, $"the name '{entry.Name}' stands twice in the header");
            Check(entry, dataLength, path);
        }

        var tensors = new List<(TensorInfo, long)>(entries.Count);
        long end = 0;
        string before = "the header";
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin < end)
                throw Refusal(path, $"tensor '{entry.Name}' begins at byte {entry.Begin} of the data and overlaps {before}, which ends at {end}");
            if (entry.Begin > end)
                throw Refusal(path, $"bytes {end} to {entry.Begin} of the data, between {before} and tensor '{entry.Name}', belong to no tensor");
            tensors.Add((new TensorInfo(entry.Name, entry.Type, entry.Shape), headerEnd + entry.Begin));
            end = entry.End;
            before = $"tensor '{entry.Name}'";
        }

        if (end != dataLength)
            throw Refusal(path, $"bytes {end} to {dataLength} of the data, after {before}, belong to no tensor");
        return tensors;
    }

    private static void Check(SafetensorsEntry entry, long dataLength, string path)
    {
        string place = $"tensor '{entry.Name}'";
        if (entry.Begin < 0 || entry.End < entry.Begin)
            throw Refusal(path, $"{place} has data_offsets [{entry.Begin}, {entry.End}], which is no range");
        if (entry.End > dataLength)
            throw Refusal(path, $"{place} ends at byte {entry.End} of the data, which has {dataLength}; the file is cut off");
        int size = entry.Type.ElementSize();
        if (!TensorShapes.TryCount(entry.Shape, out long count) || count > long.MaxValue / size)
            throw Refusal(path, $"{place} has shape {TensorShapes.Format(entry.Shape)}, which is negative or overflows");
        if (count * size != entry.End - entry.Begin)
            throw Refusal(path, $"{place} of type {entry.Type.SafetensorsName()} and shape {TensorShapes.Format(entry.Shape)} takes {count * size} bytes and its data_offsets span {entry.End - entry.Begin}");
        if (entry.Begin % size != 0)
            throw Refusal(path, $"{place} of type {entry.Type.SafetensorsName()} begins at byte {entry.Begin} of the data, which is not a multiple of {size}");
    }

    internal static ModelFormatException Refusal(string path, string reason, Exception? inner = null) =>
        new($"{path}: {reason}; get the file again or write it anew.", inner);
}
