using System.Text.Json.Nodes;
using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

/// <summary>A teacher, and a student that is the teacher with some token embeddings drawn anew: what a bad remap would give.</summary>
internal static class ToyRemap
{
    /// <summary>Ids of pieces that get other embeddings: every third word.</summary>
    internal static int[] Damaged { get; } = [.. Enumerable.Range(31, ToyEncoder.Pieces.Length - 31).Where(id => id % 3 == 0)];

    internal static (ModelFolder Student, ModelFolder Teacher) Write(TemporaryFolder folder, TensorType type = TensorType.Float32, SentenceSettings? sentence = null)
    {
        ModelFolder teacher = ToyEncoder.Write(folder.File("teacher"), sentence: sentence, type: type);
        return (Damage(teacher, folder.File("student"), Damaged), teacher);
    }

    /// <summary>Copies a model with other embeddings of some ids.</summary>
    internal static ModelFolder Damage(ModelFolder from, string path, int[] ids)
    {
        using ITensorSource source = from.OpenWeights();
        string name = from.Tensors[EncoderTensors.WordEmbeddings + ".weight"];
        float[] values = source.ReadSingles(name);
        int width = from.Config.HiddenSize;
        foreach (int id in ids)
        {
            var random = new CounterRandom(99, "damage", (ulong)id);
            for (int i = 0; i < width; i++)
                values[(id * width) + i] = (float)(0.15 * random.NextGaussian());
        }

        ModelFolderWriter.Write(path, new ModelContents
        {
            Config = JsonObject.Create(from.RawConfig)!,
            Tensors = [.. source.Tensors.Select(info => info.Name == name ? NamedTensor.Create(name, values, [.. info.Shape]).As(info.Type) : NamedTensor.FromSource(source, info.Name))],
            WriteTokenizer = to => TokenizerFiles.Copy(from.EncoderPath, to),
            Sentence = File.Exists(Path.Combine(from.Path, "modules.json")) ? from.Sentence : null,
        });
        return ModelFolder.Open(path);
    }

    /// <summary>Plain text of a made-up language.</summary>
    internal static TextCorpus Text(string language, int count = 120, ulong seed = 5) =>
        TextCorpus.FromRows([.. ToyCorpus.Rows(language, count, seed).Select(row => new CorpusRow(row.Text) { Language = language })], language);

    internal static readonly VectorTrainingOptions Quick = new() { LearningRate = 1e-3, BatchTokens = 128, Epochs = 12 };
}
