using System.Text.Json;
using CsCheck;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping.Tests;

/// <summary>Plans applied to a folder of each family, tied and untied, with and without output bias: whatever is copied stays bit for bit.</summary>
public sealed class GoldenFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The golden models of the families in the table, found by listing the folder; a placeholder that skips where it is missing.</summary>
    public static TheoryData<string> Models => [.. Names().DefaultIfEmpty("none")];

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void ApplyAsync_AnySelectionInAnyOrder_CopiesRowsBitForBitAndLeavesTheRest(string name)
    {
        ModelFolder old = Folder(name, out TextTokenizer tokenizer);
        using ITensorSource before = old.OpenWeights();
        // Input embeddings; a masked-LM head adds a bias, and one that is not tied a matrix. What older versions saved twice comes on top.
        int leastTensors = old.Config.Head == EncoderHead.MaskedLanguageModel ? old.Config.TieWordEmbeddings ? 2 : 3 : 1;
        string positions = old.Tensors[EncoderTensors.PositionEmbeddings + ".weight"];
        int run = 0;
        Gen.Shuffle(Enumerable.Range(4, tokenizer.VocabularySize - 4).ToArray(), 1, tokenizer.VocabularySize - 4).Sample(
            ids =>
            {
                UnigramPiece[] pieces = [.. new[] { 3, 0, 1, 2 }.Concat(ids).Select(id => new UnigramPiece(tokenizer.IdToToken(id)!, -1))];
                var selected = new TextTokenizer(tokenizer.Definition.WithModel(((UnigramModel)tokenizer.Definition.Model).WithPieces(pieces)));
                string goal = _folder[$"{name}-{run++}"];
                RemapPlan.Create(old, selected).ApplyAsync(old, goal).GetAwaiter().GetResult();
                ModelFolder made = ModelFolder.Open(goal);
                Assert.Equal(old.MaxLength, made.MaxLength);
                using ITensorSource after = made.OpenWeights();
                Assert.Equal(before.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal), after.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
                int changed = 0;
                foreach (TensorInfo tensor in after.Tensors)
                {
                    TensorInfo from = before.Require(tensor.Name);
                    if (tensor.Name == positions)
                    {
                        // Here the padding token has moved by one, and in some families positions with it.
                        int width = old.Config.HiddenSize * sizeof(float), count = old.MaxLength * width;
                        Assert.True(before.GetBytes(tensor.Name, old.Config.FirstPosition * width, count).SequenceEqual(after.GetBytes(tensor.Name, made.Config.FirstPosition * width, count)));
                        continue;
                    }

                    if (from.Shape[0] != tokenizer.VocabularySize)
                    {
                        Assert.True(before.GetBytes(tensor.Name).SequenceEqual(after.GetBytes(tensor.Name)), tensor.Name);
                        continue;
                    }

                    changed++;
                    int rowBytes = (int)(from.ByteLength / from.Shape[0]);
                    Assert.Equal(selected.VocabularySize, tensor.Shape[0]);
                    for (int id = 0; id < selected.VocabularySize; id++)
                    {
                        int oldId = tokenizer.TokenToId(selected.IdToToken(id)!)!.Value;
                        Assert.True(before.GetBytes(tensor.Name, (long)oldId * rowBytes, rowBytes).SequenceEqual(after.GetBytes(tensor.Name, (long)id * rowBytes, rowBytes)), $"{tensor.Name}, token {id}");
                    }
                }

                Assert.True(changed >= leastTensors, $"{changed} tensors have a row a token");
                using JsonDocument config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(goal, "config.json")));
                Assert.Equal(selected.VocabularySize, config.RootElement.GetProperty("vocab_size").GetInt32());
            },
            iter: 5, threads: 1);
    }

    /// <summary>The golden folder with a tokenizer of as many tokens as it has rows.</summary>
    private ModelFolder Folder(string name, out TextTokenizer tokenizer)
    {
        string golden = SharedFolders.Golden("models", name), path = _folder[name];
        Directory.CreateDirectory(path);
        File.Copy(Path.Combine(golden, "config.json"), Path.Combine(path, "config.json"));
        File.Copy(Path.Combine(golden, "model.safetensors"), Path.Combine(path, "model.safetensors"));
        int rows = ModelFolder.Open(path).Config.VocabularySize;
        tokenizer = Toy.Unigram([.. Enumerable.Range(0, rows - 4).Select(i => $"p{i}")]);
        tokenizer.Save(path);
        return ModelFolder.Open(path);
    }

    private static IEnumerable<string> Names() => GoldenModelFolders.Names.Where(name => EncoderFamilies.Find(GoldenModelFolders.ModelType(name)) is not null);
}
