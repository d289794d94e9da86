using System.Text.Json;
using NlpTransfer.Remapping;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Conformance.Tests;

/// <summary>The reference results of remapping: tokenizers, source matrices, vectors, and the matrices that came out.</summary>
internal sealed class GoldenRemap : IDisposable
{
    private readonly SafetensorsFile _tensors = SafetensorsFile.Open(SharedFolders.Golden("remap", "expected.safetensors"));
    private readonly JsonDocument _json = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.Golden("remap", "expected.json")));

    public JsonElement Json => _json.RootElement;

    public void Dispose()
    {
        _tensors.Dispose();
        _json.Dispose();
    }

    public static TextTokenizer Tokenizer(string name) => TextTokenizer.Load(SharedFolders.Golden("remap", $"{name}.tokenizer.json"));

    /// <summary>A matrix, row by row.</summary>
    public float[][] Matrix(string name)
    {
        TensorInfo info = _tensors.Require(name);
        return [.. _tensors.ReadSingles(name).Chunk((int)info.Shape[1])];
    }

    public float[] Flat(string name) => _tensors.ReadSingles(name);

    public int[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetInt32())];

    public TokenVectors Auxiliary()
    {
        int width = (int)_tensors.Require("auxiliary").Shape[1];
        ReadOnlySpan<long> known = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(_tensors.GetBytes("auxiliary_known"));
        return new TokenVectors(width, Flat("auxiliary"), [.. known.ToArray().Select(value => value == 1)]);
    }

    /// <summary>Words with their vectors and counts; <paramref name="side"/> is source or target.</summary>
    public WordVectors Words(string side)
    {
        string[] words = [.. Json.GetProperty($"wechsel.{side}_words").EnumerateArray().Select(word => word.GetString()!)];
        long[] counts = [.. Json.GetProperty($"wechsel.{side}_counts").EnumerateArray().Select(count => count.GetInt64())];
        float[] values = Flat($"wechsel.{side}_word_vectors");
        return new WordVectors(words, counts, values.Length / words.Length, values);
    }

    /// <summary>Applies rows to a source matrix; the sum is rounded once.</summary>
    public static Dictionary<int, float[]> Apply(IEnumerable<RemapRow> rows, float[][] source) => rows.GroupBy(row => row.NewToken).ToDictionary(
        token => token.Key,
        token => Enumerable.Range(0, source[0].Length).Select(column => (float)token.Sum(row => (double)row.Weight * source[row.OldToken][column])).ToArray());

    /// <summary>The largest difference of any row that was made; the reference's random rows are left out.</summary>
    public static (int Token, double Difference) Worst(Dictionary<int, float[]> made, float[][] expected, IReadOnlySet<int> random) => made
        .Where(row => !random.Contains(row.Key))
        .Select(row => (row.Key, (double)row.Value.Zip(expected[row.Key], (a, b) => Math.Abs(a - b)).Max()))
        .MaxBy(row => row.Item2);
}
