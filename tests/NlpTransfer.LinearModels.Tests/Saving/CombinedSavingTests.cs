using System.Text;

namespace NlpTransfer.LinearModels.Tests;

public sealed class CombinedSavingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("linear").FullName;
    private readonly LabeledRows _held = Synthetic.Rows(20, 3, 8, 2);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(LinearParts.Letters)]
    [InlineData(LinearParts.Kernel)]
    [InlineData(LinearParts.Frozen)]
    [InlineData(LinearParts.Combined | LinearParts.Frozen)]
    public void Save_ThenLoad_ClassifiesAlikeToTheLastBit(LinearParts parts)
    {
        CombinedClassifier trained = Train(parts);
        string path = Path.Combine(_folder, "linear.safetensors"), again = Path.Combine(_folder, "again.safetensors");
        trained.Save(path);
        CombinedClassifier loaded = CombinedClassifier.Load(path);
        Assert.Equal(trained.Labels, loaded.Labels);
        Assert.Equal(trained.Parts, loaded.Parts);
        Assert.Equal(trained.Dimension, loaded.Dimension);
        IReadOnlyList<TextClassification> expected = trained.Classify(_held.Texts, _held.Vectors), actual = loaded.Classify(_held.Texts, _held.Vectors);
        for (int i = 0; i < expected.Count; i++)
            Assert.Equal(expected[i].LogProbabilities, actual[i].LogProbabilities);
        loaded.Save(again);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
        Train(parts).Save(again, overwrite: true);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
    }

    [Fact]
    public async Task Load_WithEncoderPart_NeedsIt()
    {
        string path = Path.Combine(_folder, "linear.safetensors"), plain = Path.Combine(_folder, "plain.safetensors");
        var encoder = new FakeClassifier(["label 0", "label 1", "label 2"], [0.1, 0.2, 0.7]);
        var embedder = new FakeEmbedder(_held);
        CombinedClassifier combined = Train(LinearParts.Combined).WithEmbedder(embedder).WithEncoder(encoder, 0.5, 2);
        combined.Save(path);
        Train(LinearParts.Combined).Save(plain);
        Assert.Throws<UsageException>(() => CombinedClassifier.Load(path, embedder));
        Assert.Throws<UsageException>(() => CombinedClassifier.Load(plain, embedder, encoder));
        CombinedClassifier loaded = CombinedClassifier.Load(path, embedder, encoder);
        Assert.Equal((await combined.ClassifyAsync(_held.Texts))[3].LogProbabilities, (await loaded.ClassifyAsync(_held.Texts))[3].LogProbabilities);
    }

    [Fact]
    public void Load_CutAnywhere_IsAModelFault()
    {
        string path = Path.Combine(_folder, "linear.safetensors");
        Train(LinearParts.Combined).Save(path);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 40))
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<ModelFormatException>(() => CombinedClassifier.Load(path));
        }
    }

    [Theory]
    [InlineData("\\\"schema\\\":1", "\\\"schema\\\":2", "only 1 is read")]
    [InlineData("\\\"kind\\\":\\\"letters\\\"", "\\\"kind\\\":\\\"lettres\\\"", "\"lettres\"")]
    [InlineData("\\\"strength\\\":1", "\\\"strength\\\":0", "$.strength")]
    [InlineData("\\\"label 1\\\"", "\\\"label 0\\\"", "$.labels")]
    [InlineData("\\\"longest\\\":5", "\\\"longest\\\":0", "$.features[0]")]
    [InlineData("\\\"documents\\\":90", "\\\"documents\\\":10", "document_frequencies")]
    [InlineData("\\\"features\\\":[0,1,2]", "\\\"features\\\":[0,1,7]", "not there")]
    [InlineData("\\\"features\\\":[0,1,2]", "\\\"features\\\":[0,1,1]", "shape")]
    [InlineData("\\\"dimension\\\":8", "\\\"dimension\\\":7", "shape")]
    [InlineData("\\\"meanLength\\\"", "\\\"meanlength\\\"", "not what was expected")]
    [InlineData("nlptransfer.linear", "nlptransfer.lineal", "not a linear classifier")]
    public void Load_WrongDescription_IsNamed(string right, string wrong, string message)
    {
        string path = Path.Combine(_folder, "linear.safetensors");
        Train(LinearParts.Combined).Save(path);
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.Contains(right, text, StringComparison.Ordinal);
        int place = text.IndexOf(right, StringComparison.Ordinal);
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(text[..place] + wrong + text[(place + right.Length)..]));
        Assert.Contains(message, Assert.Throws<ModelFormatException>(() => CombinedClassifier.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("features.0.ends")]
    [InlineData("features.1.ngrams")]
    [InlineData("parts.1.vector_weights")]
    public void Load_WrongNumbers_AreNamed(string tensor)
    {
        string path = Path.Combine(_folder, "linear.safetensors"), broken = Path.Combine(_folder, "broken.safetensors");
        Train(LinearParts.Combined).Save(path);
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            NamedTensor[] tensors = [.. file.Tensors.Select(info => info.Name != tensor
                ? NamedTensor.FromSource(file, info.Name)
                : NamedTensor.FromBytes(info.Name, info.Type, Enumerable.Repeat((byte)0xFF, (int)info.ByteLength).ToArray(), info.Shape))];
            SafetensorsWriter.Write(broken, tensors, file.Metadata);
        }

        Assert.Contains(tensor, Assert.Throws<ModelFormatException>(() => CombinedClassifier.Load(broken)).Message, StringComparison.Ordinal);
    }

    private static CombinedClassifier Train(LinearParts parts) =>
        LinearTraining.Run(new() { Target = Synthetic.Rows(90, 3, 8, 1) }, new() { Parts = parts, Select = false, Calibrate = false }).Classifier;
}
