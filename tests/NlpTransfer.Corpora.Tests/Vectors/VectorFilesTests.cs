using System.Text;
using Parquet;
using Parquet.Schema;

namespace NlpTransfer.Corpora.Tests;

public sealed class VectorFilesTests : IDisposable
{
    private static readonly string[] Texts = ["Ọjà", "b"];
    private static readonly float[][] Vectors = [[1, 2, 3], [4, 5, 6]];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Npy_HasHeaderAndValues()
    {
        string path = Path.Combine(_folder.Path, "v.npy");
        VectorFiles.Write(path, Texts, Vectors);
        byte[] bytes = File.ReadAllBytes(path);
        int begin = 10 + BitConverter.ToUInt16(bytes, 8);
        Assert.Equal(0, begin % 64);
        Assert.StartsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", Encoding.ASCII.GetString(bytes, 10, begin - 10), StringComparison.Ordinal);
        Assert.Equal((byte)'\n', bytes[begin - 1]);
        Assert.Equal([1f, 2, 3, 4, 5, 6], Enumerable.Range(0, 6).Select(i => BitConverter.ToSingle(bytes, begin + (4 * i))));
    }

    [Fact]
    public void Write_Safetensors_HoldsOneTensor()
    {
        string path = Path.Combine(_folder.Path, "v.safetensors");
        VectorFiles.Write(path, Texts, Vectors);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Equal([2L, 3L], Assert.Single(file.Tensors).Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], file.ReadSingles("vectors"));
    }

    [Fact]
    public async Task Write_Parquet_HoldsTextsAndLists()
    {
        string path = Path.Combine(_folder.Path, "v.parquet");
        VectorFiles.Write(path, Texts, Vectors);
        await using ParquetReader reader = await ParquetReader.CreateAsync(path);
        Assert.Equal(["text", "vector"], reader.Schema.Fields.Select(field => field.Name));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        Assert.Equal(2, group.RowCount);
        float[] values = new float[6];
        int[] levels = new int[6], defined = new int[6];
        DataField element = reader.Schema.DataFields[1];
        await group.ReadRawAsync(element, values.AsMemory(), defined.AsMemory(), levels.AsMemory(), CancellationToken.None);
        Assert.Equal([1f, 2, 3, 4, 5, 6], values);
        Assert.Equal([0, 1, 1, 0, 1, 1], levels);
        Assert.All(defined, level => Assert.Equal(element.MaxDefinitionLevel, level));
    }

    [Fact]
    public void Write_UnknownEndingOrExisting_IsRefused()
    {
        string path = _folder.File("v.npy", "");
        Assert.Contains("exists", Assert.Throws<UsageException>(() => VectorFiles.Write(path, Texts, Vectors)).Message, StringComparison.Ordinal);
        VectorFiles.Write(path, Texts, Vectors, overwrite: true);
        Assert.Contains(".npy", Assert.Throws<UsageException>(() => VectorFiles.CheckEnding("v.csv")).Message, StringComparison.Ordinal);
    }
}
