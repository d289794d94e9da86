using System.Text.Json.Nodes;

namespace NlpTransfer.Tests.Models;

public sealed class ModelFolderWriterTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    public void Dispose() => _parent.Dispose();

    [Theory]
    [InlineData(EncoderHead.None)]
    [InlineData(EncoderHead.SequenceClassification)]
    [InlineData(EncoderHead.MaskedLanguageModel)]
    public void Write_AnyHead_OpensAgainWithEverythingUsed(EncoderHead head)
    {
        JsonObject config = TinyModel.Config(head);
        ModelFolderWriter.Write(_parent.At("model"), new ModelContents { Config = config, Tensors = TinyModel.Tensors(config) });
        ModelFolder folder = ModelFolder.Open(_parent.At("model"));
        Assert.Equal(head, folder.Config.Head);
        Assert.Equal(head == EncoderHead.None ? "" : "bert.", folder.Tensors.Prefix);
        Assert.Empty(folder.Tensors.Unused);
        Assert.Empty(folder.Tensors.Missing);
        Assert.Equal(["sport", "ìlera", "politics"], folder.Config.Labels);
        Assert.Equal(["config.json", "model.safetensors"], Names(_parent.At("model")));
    }

    [Fact]
    public void Write_Everything_ComesBackAndIsTheSameBytesTwice()
    {
        ModelContents contents = Whole();
        ModelFolderWriter.Write(_parent.At("one"), contents);
        ModelFolderWriter.Write(_parent.At("two"), contents);
        Assert.Equal(ContentHash.OfFolder(_parent.At("one")), ContentHash.OfFolder(_parent.At("two")));
        Assert.Equal(
            ["1_Pooling", "2_Normalize", "3_Dense", "README.md", "config.json", "config_sentence_transformers.json", "letters.bin", "model.safetensors",
                "modules.json", "nlptransfer.json", "sentence_bert_config.json", "vocab.txt"],
            Names(_parent.At("one")));

        ModelFolder folder = ModelFolder.Open(_parent.At("one"));
        Assert.Equal((PoolingMode.Max, true, 9, true, "query: "),
            (folder.Sentence.Pooling, folder.Sentence.Normalize, folder.MaxLength, folder.Sentence.LowerCase, folder.Sentence.DefaultPrompt));
        Assert.Equal(new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }, Assert.Single(folder.Sentence.Dense).Weight);
        Assert.Equal(new float[] { 0.5f, -0.5f }, folder.Sentence.Dense[0].Bias);
        Assert.EndsWith("vocab.txt", folder.TokenizerPath, StringComparison.Ordinal);
        Provenance provenance = folder.Provenance!;
        Assert.Equal(("finetune classify", 18446744073709551615, "conv"), (provenance.Command, provenance.Seed, provenance.Kernels));
        Assert.Equal(contents.Provenance!.Options, provenance.Options);
        Assert.Equal(contents.Provenance.Inputs, provenance.Inputs);
        Assert.Equal(contents.Provenance.Parents, provenance.Parents);
        Assert.Equal(contents.Provenance.PredictingParts, provenance.PredictingParts);
    }

    [Fact]
    public void Write_FilesForPython_AreAsThereTheyAreRead()
    {
        ModelFolderWriter.Write(_parent.At("one"), Whole());
        JsonNode modules = JsonNode.Parse(File.ReadAllText(_parent.At("one", "modules.json")))!;
        Assert.Equal(
            ["sentence_transformers.models.Transformer", "sentence_transformers.models.Pooling", "sentence_transformers.models.Normalize", "sentence_transformers.models.Dense"],
            modules.AsArray().Select(module => (string)module!["type"]!));
        JsonNode dense = JsonNode.Parse(File.ReadAllText(_parent.At("one", "3_Dense", "config.json")))!;
        Assert.Equal("""{"in_features":8,"out_features":2,"bias":true,"activation_function":"torch.nn.modules.linear.Identity"}""", dense.ToJsonString());
        using SafetensorsFile weights = SafetensorsFile.Open(_parent.At("one", "model.safetensors"));
        Assert.Equal("pt", weights.Metadata["format"]);
    }

    [Fact]
    public void Write_TensorsThatDoNotFit_LeavesNothing()
    {
        JsonObject config = TinyModel.Config();
        List<NamedTensor> tensors = TinyModel.Tensors(config);
        tensors.RemoveAt(0);
        var contents = new ModelContents { Config = config, Tensors = tensors };
        Assert.Throws<ModelFormatException>(() => ModelFolderWriter.Write(_parent.At("model"), contents));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent.Path));
    }

    [Fact]
    public void Write_DiskFullInTheMiddle_LeavesTheOldFolder()
    {
        ModelFolderWriter.Write(_parent.At("model"), Whole());
        string before = ContentHash.OfFolder(_parent.At("model"));
        ModelContents full = Whole() with { WriteMore = _ => throw Files.FullDisk.Failure() };
        var failure = Assert.Throws<NlpTransferException>(() => ModelFolderWriter.Write(_parent.At("model"), full, force: true));
        Assert.StartsWith($"{_parent.At("model")}: the disk that holds it is full", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, ContentHash.OfFolder(_parent.At("model")));
    }

    [Theory]
    [InlineData("finetune --train /data/train.tsv", null, null)]
    [InlineData("finetune", "yor=/data/train.tsv", null)]
    [InlineData("finetune", null, "/data/train.tsv")]
    public void Write_AbsolutePathInProvenance_IsRefused(string command, string? option, string? input)
    {
        var provenance = new Provenance
        {
            Command = command,
            Options = new Dictionary<string, string> { ["train"] = option ?? "train.tsv" },
            Inputs = [new ProvenanceInput(input ?? "train.tsv", "00")],
        };
        var refusal = Assert.Throws<ArgumentException>(() => ModelFolderWriter.Write(_parent.At("model"), Whole() with { Provenance = provenance }));
        Assert.Contains("'/data/train.tsv' is an absolute path", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Copy_OfMinilm_IsTheSameModelAgain()
    {
        ModelFolder original = ModelFolder.Open(SharedFolders.MinilmEn());
        using ITensorSource weights = original.OpenWeights();
        ModelFolderWriter.Write(_parent.At("copy"), new ModelContents
        {
            Config = new EncoderConfigEditor(original).ToJson(),
            Tensors = [.. weights.Tensors.Select(info => NamedTensor.FromSource(weights, info.Name))],
            Sentence = original.Sentence,
            WriteTokenizer = folder => TokenizerFiles.Copy(original.EncoderPath, folder),
        });
        ModelFolder copy = ModelFolder.Open(_parent.At("copy"));
        Assert.Equal(original.Config with { Labels = null }, copy.Config with { Labels = null });
        Assert.Equal(original.MaxLength, copy.MaxLength);
        foreach (string name in (string[])["model.safetensors", "tokenizer.json", "vocab.txt", "tokenizer_config.json"])
            Assert.Equal(ContentHash.OfFile(Path.Combine(original.Path, name)), ContentHash.OfFile(_parent.At("copy", name)));
    }

    private static ModelContents Whole()
    {
        JsonObject config = TinyModel.Config();
        return new ModelContents
        {
            Config = config,
            Tensors = TinyModel.Tensors(config),
            WriteTokenizer = folder => File.WriteAllText(Path.Combine(folder, "vocab.txt"), "[PAD]\n"),
            WriteMore = folder => File.WriteAllBytes(Path.Combine(folder, "letters.bin"), [1, 2, 3]),
            Sentence = new SentenceSettings
            {
                Pooling = PoolingMode.Max,
                Steps = [SentenceStep.Normalize, new SentenceStep(new DenseLayer(8, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], [0.5f, -0.5f]))],
                MaxLength = 9,
                LowerCase = true,
                Prompts = new Dictionary<string, string> { ["query"] = "query: ", ["passage"] = "passage: " },
                DefaultPromptName = "query",
            },
            Provenance = new Provenance
            {
                Command = "finetune classify",
                Options = new Dictionary<string, string> { ["strategy"] = "combined", ["epochs"] = "5" },
                Seed = ulong.MaxValue,
                Inputs = [new ProvenanceInput("train.tsv", "ab", "CC-BY-4.0"), new ProvenanceInput("more.tsv", "cd")],
                Parents = [new ProvenanceInput("e5-small", "ef", "MIT")],
                PredictingParts = ["letters", "encoder"],
                Kernels = "conv",
            },
            Card = new ModelCard { Title = "Yoruba topics", Summary = "A test." },
        };
    }

    private static string[] Names(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
