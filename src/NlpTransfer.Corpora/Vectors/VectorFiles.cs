using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace NlpTransfer.Corpora;

/// <summary>
/// Writes the vectors of texts for other programs: <c>.npy</c> (NumPy format 1.0, float32 <c>[rows, width]</c>), <c>.safetensors</c> (one tensor,
/// <c>vectors</c>) or <c>.parquet</c> (columns <c>text</c> and <c>vector</c>, a list of floats).
/// </summary>
public static class VectorFiles
{
    private static readonly Dictionary<string, Action<Stream, IReadOnlyList<string>, float[], int>> Writers = new(StringComparer.OrdinalIgnoreCase)
    {
        [".npy"] = WriteNumpy,
        [".parquet"] = (stream, texts, values, width) => WriteParquetAsync(stream, texts, values, width).GetAwaiter().GetResult(),
    };

    private const string Safetensors = ".safetensors";

    /// <summary>Refuses a file whose ending names no format.</summary>
    /// <exception cref="UsageException">The ending is another one; the message lists those that there are.</exception>
    public static void CheckEnding(string path)
    {
        string ending = Path.GetExtension(path);
        if (!Writers.ContainsKey(ending) && !string.Equals(ending, Safetensors, StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"{path}: vectors are written as .npy, .parquet or .safetensors; give a file with one of these endings.");
    }

    /// <summary>Writes a file that is never half written.</summary>
    /// <param name="path">The file; its ending names the format.</param>
    /// <param name="texts">The texts; written where the format has room for them.</param>
    /// <param name="vectors">The vector of each text, all of one width.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <exception cref="UsageException">The ending names no format, or the file exists and is not to be replaced.</exception>
    /// <exception cref="ArgumentException">There are no vectors, not one a text, or of several widths.</exception>
    /// <exception cref="NlpTransferException">The file can't be written.</exception>
    public static void Write(string path, IReadOnlyList<string> texts, IReadOnlyList<float[]> vectors, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(vectors);
        CheckEnding(path);
        if (vectors.Count == 0 || texts.Count != vectors.Count || vectors.Any(vector => vector.Length != vectors[0].Length))
            throw new ArgumentException($"{texts.Count} texts and {vectors.Count} vectors do not make a table.", nameof(vectors));
        int width = vectors[0].Length;
        float[] values = new float[checked(vectors.Count * width)];
        for (int i = 0; i < vectors.Count; i++)
            vectors[i].CopyTo(values, i * width);
        if (Writers.TryGetValue(Path.GetExtension(path), out Action<Stream, IReadOnlyList<string>, float[], int>? write))
            AtomicFile.Write(path, stream => write(stream, texts, values, width), overwrite);
        else
            SafetensorsWriter.Write(path, [NamedTensor.Create("vectors", values, vectors.Count, width)], overwrite: overwrite);
    }

    private static void WriteNumpy(Stream stream, IReadOnlyList<string> texts, float[] values, int width)
    {
        string header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({texts.Count}, {width}), }}");
        // Magic, version and length take ten bytes; the data begins at a multiple of 64.
        header = header.PadRight((((header.Length + 1 + 10 + 63) / 64) * 64) - 11) + "\n";
        stream.Write([0x93, .. "NUMPY"u8, 1, 0]);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        stream.Write(length);
        stream.Write(Encoding.ASCII.GetBytes(header));
        stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static async Task WriteParquetAsync(Stream stream, IReadOnlyList<string> texts, float[] values, int width)
    {
        var text = new DataField<string>("text", true);
        var element = new DataField<float>("element");
        var settings = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(text, new ListField("vector", element)), stream, settings).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            // A repetition level of 0 begins a row's list, 1 goes on with it.
            int[] levels = [.. Enumerable.Range(0, values.Length).Select(i => i % width == 0 ? 0 : 1)];
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(text, [.. texts]).ConfigureAwait(false);
            // Every list and every element of it is there.
            int[] defined = [.. Enumerable.Repeat(element.MaxDefinitionLevel, values.Length)];
            await group.WriteAllPartsAsync<float>(element, values, defined, levels, CancellationToken.None).ConfigureAwait(false);
            group.CompleteValidate();
        }
    }
}
