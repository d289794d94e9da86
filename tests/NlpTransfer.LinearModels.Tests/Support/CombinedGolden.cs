using System.Text.Json;

namespace NlpTransfer.LinearModels.Tests;

/// <summary>The reference results of the letters ensemble, the kernel and their combination for one language.</summary>
internal sealed class CombinedGolden : IDisposable
{
    private readonly SafetensorsFile _file;

    public CombinedGolden(string name)
    {
        _file = SafetensorsFile.Open(SharedFolders.Golden("letters", $"combined-{name}.safetensors"));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedFolders.Golden("letters", $"combined-{name}.json")));
        string language = document.RootElement.GetProperty("language").GetString()!;
        Classes = [.. document.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
        Data = new()
        {
            Target = Rows(language, 300, "vectors.target"),
            Sources = [.. new[] { "eng_Latn", "fra_Latn", "deu_Latn", "spa_Latn" }.Select((source, i) => Rows(source, 100, $"vectors.source.{i}"))],
        };
        (_, Texts, Labels) = SibRows.Read(language, "dev", 60);
        Vectors = Table("vectors.evaluated");
    }

    public string[] Classes { get; }

    public LinearTrainingData Data { get; }

    /// <summary>The evaluated rows.</summary>
    public string[] Texts { get; }

    public string[] Labels { get; }

    public float[][] Vectors { get; }

    public float[][] Table(string name)
    {
        TensorInfo info = _file.Require(name);
        return [.. _file.ReadSingles(name).Chunk((int)info.Shape[^1])];
    }

    public static LinearTrainingOptions AsGiven(LinearParts parts) => new() { Parts = parts, Select = false, Calibrate = false };

    public void Dispose() => _file.Dispose();

    private LabeledRows Rows(string language, int count, string vectors)
    {
        (string[] ids, string[] texts, string[] labels) = SibRows.Read(language, "train", count);
        return new() { Language = language, Texts = texts, Labels = labels, Groups = ids, Vectors = Table(vectors) };
    }
}
