using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NlpTransfer;

/// <summary>
/// Writes safetensors files. The same tensors give the same bytes whatever order they come in: they are laid out by type, largest elements
/// first, then by name, as the reference implementation does it.
/// </summary>
public static class SafetensorsWriter
{
    /// <summary>Writes a file atomically: at any moment the old or the new one stands under the path.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors; their names have to differ.</param>
    /// <param name="metadata">Free texts for <c>__metadata__</c>; null or empty for none.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name, or one is called <c>__metadata__</c>.</exception>
    /// <exception cref="UsageException">The file exists and is not to be replaced.</exception>
    /// <exception cref="NlpTransferException">It can't be written, or a tensor did not write the bytes that its shape needs.</exception>
    public static void Write(string path, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null, bool overwrite = false)
    {
        NamedTensor[] laid = Lay(tensors);
        byte[] header = Header(laid, metadata);
        AtomicFile.Write(path, stream => WriteTo(stream, header, laid), overwrite);
    }

    /// <summary>Writes the same bytes to a stream.</summary>
    /// <inheritdoc cref="Write(string, IReadOnlyList{NamedTensor}, IReadOnlyDictionary{string, string}?, bool)"/>
    public static void Write(Stream stream, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        NamedTensor[] laid = Lay(tensors);
        WriteTo(stream, Header(laid, metadata), laid);
    }

    private static NamedTensor[] Lay(IReadOnlyList<NamedTensor> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (NamedTensor tensor in tensors)
        {
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"Two tensors are called '{tensor.Name}'.", nameof(tensors));
            if (tensor.Name == "__metadata__")
                throw new ArgumentException("No tensor can be called '__metadata__'.", nameof(tensors));
        }

        return [.. tensors.OrderByDescending(tensor => tensor.Type.LayoutRank()).ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
    }

    private static byte[] Header(NamedTensor[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                writer.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                    writer.WriteString(key, value);
                writer.WriteEndObject();
            }

            long offset = 0;
            foreach (NamedTensor tensor in tensors)
            {
                long end = checked(offset + tensor.Info.ByteLength);
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", tensor.Type.SafetensorsName());
                WriteNumbers(writer, "shape", tensor.Shape);
                WriteNumbers(writer, "data_offsets", [offset, end]);
                writer.WriteEndObject();
                offset = end;
            }

            writer.WriteEndObject();
        }

        // Spaces, so that the data begins at a multiple of eight bytes.
        while (json.Length % 8 != 0)
            json.WriteByte((byte)' ');
        return json.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string key, ReadOnlySpan<long> numbers)
    {
        writer.WriteStartArray(key);
        foreach (long number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private static void WriteTo(Stream stream, byte[] header, NamedTensor[] tensors)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (NamedTensor tensor in tensors)
        {
            var counted = new CountingStream(stream);
            tensor.WriteTo(counted);
            if (counted.Written != tensor.Info.ByteLength)
                throw new NlpTransferException($"Tensor '{tensor.Info}' takes {tensor.Info.ByteLength} bytes and {counted.Written} were written; nothing was saved.");
        }
    }
}
