using NlpTransfer.Tokenization;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class NewEncoderTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Types => [.. EncoderFamilies.All.Select(family => family.ModelType)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public void Write_EachFamily_IsAnOrdinaryFolder(string family)
    {
        ModelFolder folder = ToyMasked.WriteEncoder(_folder, family, family);
        Assert.Equal((family, EncoderHead.MaskedLanguageModel, 2, 32, 128, ToyMasked.Vocabulary, 32), (
            folder.Family.ModelType, folder.Config.Head, folder.Config.Layers, folder.Config.HiddenSize, folder.Config.IntermediateSize, folder.Config.VocabularySize, folder.MaxLength));
        Assert.Empty(folder.Tensors.Unused);
        Assert.Equal(ToyMasked.Tokenizer.SpecialTokens.Padding, folder.Config.PaddingId);
        Assert.Equal(ToyMasked.Tokenizer.Encode("the goat").Ids, TextTokenizer.Load(folder.RequireTokenizer()).Encode("the goat").Ids);
        Assert.Equal(("new encoder", 1UL), (folder.Provenance!.Command, folder.Provenance.Seed));
        using TorchModel model = TorchModel.Load(folder);
        using TokenBatch batch = TokenBatch.Create([[0, 20, 21, 2], [0, 22, 2]], folder.Config.PaddingId);
        ModelOutputs outputs = model.Run(batch);
        Assert.Equal([2, 4, ToyMasked.Vocabulary], outputs.LogitsShape!);
        Assert.All(outputs.Logits!, logit => Assert.InRange(Math.Abs(logit), 0, 2));
    }

    [Fact]
    public void Write_Weights_AreDrawnAsDocumented()
    {
        ModelFolder folder = ToyMasked.WriteEncoder(_folder);
        using ITensorSource weights = folder.OpenWeights();
        float[] query = weights.ReadSingles(folder.Tensors[EncoderTensors.Query(1) + ".weight"]), inner = weights.ReadSingles(folder.Tensors[EncoderTensors.Intermediate(0) + ".weight"]);
        Assert.Equal(0.02, Math.Sqrt(inner.Average(value => (double)value * value)), 1e-3);
        Assert.Equal(0, inner.Average(), 1e-3);
        Assert.NotEqual(query, weights.ReadSingles(folder.Tensors[EncoderTensors.Query(0) + ".weight"]));
        Assert.All(weights.ReadSingles(folder.Tensors[EncoderTensors.OutputNorm(0) + ".weight"]), value => Assert.Equal(1, value));
        Assert.All(weights.ReadSingles(folder.Tensors[EncoderTensors.EmbeddingNorm + ".bias"]), value => Assert.Equal(0, value));
        float[] words = weights.ReadSingles(folder.Tensors[EncoderTensors.WordEmbeddings + ".weight"]);
        Assert.Equal([1], Enumerable.Range(0, ToyMasked.Vocabulary).Where(id => words.AsSpan(id * 32, 32).IndexOfAnyExcept(0f) < 0));
        float[] positions = weights.ReadSingles(folder.Tensors[EncoderTensors.PositionEmbeddings + ".weight"]);
        Assert.Equal(34 * 32, positions.Length);
        Assert.Equal([1], Enumerable.Range(0, 34).Where(place => positions.AsSpan(place * 32, 32).IndexOfAnyExcept(0f) < 0));
    }

    [Fact]
    public void Write_SameSeed_GivesTheSameBytes()
    {
        byte[] Weights(string name, ulong seed) => File.ReadAllBytes(Path.Combine(ToyMasked.WriteEncoder(_folder, name, seed: seed).Path, "model.safetensors"));
        byte[] one = Weights("one", 1);
        Assert.Equal(one, Weights("two", 1));
        Assert.NotEqual(one, Weights("three", 2));
    }

    [Fact]
    public void Write_TokenizerFile_SpeaksForItself()
    {
        string file = _folder.File("other.json");
        ToyMasked.Tokenizer.Save(file);
        ModelFolder folder = NewEncoder.Write(file, _folder.File("encoder"), ToyMasked.Encoder);
        Assert.Equal(ToyMasked.Tokenizer.Encode("the goat").Ids, TextTokenizer.Load(folder.Path).Encode("the goat").Ids);
        Assert.Equal("tokenizer other.json", Assert.Single(folder.Provenance!.Inputs).Name);
    }

    [Fact]
    public void Validate_Nonsense_NamesAllFaults()
    {
        var options = new NewEncoderOptions { Family = "gpt", Layers = 0, HiddenSize = 30, Heads = 4, IntermediateSize = 1, MaxTokens = 7 };
        UsageException failure = Assert.Throws<UsageException>(options.Validate);
        Assert.Equal(
            "options for a new encoder: Family must be bert, roberta, xlm-roberta, distilbert, not 'gpt'; Layers must be from 1 to 64, not 0; HiddenSize must be a multiple of Heads = 4, not 30; "
            + "IntermediateSize must be from 8 to 65536, not 1; MaxTokens must be from 8 to 65536, not 7",
            failure.Message);
    }
}
