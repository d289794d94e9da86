using System.Text;
using System.Text.Json;
using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class ClassifierFolderTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SaveAsync_FineTuned_IsASentenceTransformersFolderWhoseDenseGivesTheLogits()
    {
        string saved = await SaveAsync("full", model: ToyEncoder.Write(_folder.File("model"), sentence: Prompted));
        string[] expected =
        [
            "1_Pooling/config.json", "2_Dense/config.json", "2_Dense/model.safetensors", "README.md", "config.json", "config_sentence_transformers.json", "letters.safetensors",
            "model.safetensors", "modules.json", "nlptransfer.json", "sentence_bert_config.json", "tokenizer.json", "training-rows.safetensors",
        ];
        Assert.Equal(expected, TrainingCases.Files(saved).Keys);
        JsonElement modules = Json(saved, "modules.json");
        Assert.Equal(
            ["sentence_transformers.models.Transformer", "sentence_transformers.models.Pooling", "sentence_transformers.models.Dense"],
            modules.EnumerateArray().Select(module => module.GetProperty("type").GetString()!));
        Assert.Equal(["", "1_Pooling", "2_Dense"], modules.EnumerateArray().Select(module => module.GetProperty("path").GetString()!));
        JsonElement dense = Json(saved, "2_Dense/config.json");
        Assert.Equal("torch.nn.modules.linear.Identity", dense.GetProperty("activation_function").GetString());
        Assert.Equal((32, 3), (dense.GetProperty("in_features").GetInt32(), dense.GetProperty("out_features").GetInt32()));
        using SafetensorsFile head = SafetensorsFile.Open(Path.Combine(saved, "2_Dense", "model.safetensors"));
        Assert.Equal(["linear.bias [3]", "linear.weight [3, 32]"], head.Tensors.Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]").Order(StringComparer.Ordinal));
        JsonElement config = Json(saved, "config.json");
        Assert.Equal(ToyCorpus.Labels, config.GetProperty("id2label").EnumerateObject().Select(label => label.Value.GetString()!));
        Assert.Equal([0, 1, 2], ToyCorpus.Labels.Select(label => config.GetProperty("label2id").GetProperty(label).GetInt32()));
        Assert.Equal("BertModel", config.GetProperty("architectures")[0].GetString());
        Assert.Equal(24, Json(saved, "sentence_bert_config.json").GetProperty("max_seq_length").GetInt32());
        Assert.Equal("query", Json(saved, "config_sentence_transformers.json").GetProperty("default_prompt_name").GetString());
        ModelFolder opened = ModelFolder.Open(saved);
        Assert.Empty(opened.Tensors.Missing);
        Assert.Empty(opened.Tensors.Unused);
    }

    [Theory]
    [InlineData(EncoderHead.None, null)]
    [InlineData(EncoderHead.MaskedLanguageModel, TensorType.Float32)]
    [InlineData(EncoderHead.None, TensorType.Float16)]
    public async Task SaveAsync_AdapterApart_PredictsWhatTheMergedOneDoes(EncoderHead head, TensorType? type)
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"), head: head);
        string[] texts = ToyCorpus.Texts(ToyCorpus.Rows("yor", 30, seed: 2));
        async Task<IReadOnlyList<TextClassification>> Predict(bool merge)
        {
            ClassifierTrainingOptions options = TrainingCases.Options("lora");
            using TrainedClassifier trained = await TrainingCases.TrainAsync(model, options with { Lora = options.Lora with { Merge = merge } });
            string saved = _folder.File(merge ? "merged" : "apart");
            await trained.SaveAsync(saved, weightType: merge ? null : type);
            using TrainedClassifier opened = await TrainedClassifier.OpenAsync(saved);
            IReadOnlyList<TextClassification> results = await opened.ClassifyAsync(texts);
            TrainingCases.EqualPredictions(await trained.ClassifyAsync(texts), results, type == TensorType.Float16 ? 1e-2 : 1e-4);
            return results;
        }

        TrainingCases.EqualPredictions(await Predict(merge: true), await Predict(merge: false), type == TensorType.Float16 ? 1e-2 : 1e-4);
        string apart = _folder.File("apart");
        Assert.DoesNotContain("model.safetensors", TrainingCases.Files(apart).Keys);
        JsonElement config = Json(apart, "adapter_config.json");
        Assert.Equal("model", config.GetProperty("base_model_name_or_path").GetString());
        Assert.Equal(12, config.GetProperty("target_modules").GetArrayLength());
        Assert.Equal("encoder.layer.0.attention.self.query", config.GetProperty("target_modules")[0].GetString());
        using SafetensorsFile adapter = SafetensorsFile.Open(Path.Combine(apart, "adapter_model.safetensors"));
        Assert.Equal([8, 32], adapter.Require("base_model.model.encoder.layer.1.attention.output.dense.lora_A.weight").Shape);
        Assert.Equal([64, 8], adapter.Require("base_model.model.encoder.layer.1.intermediate.dense.lora_B.weight").Shape);
        Assert.Equal(24, adapter.Tensors.Count);
        Assert.Contains("LoRA adapter of rank 8 in peft's layout", File.ReadAllText(Path.Combine(apart, "README.md")), StringComparison.Ordinal);

        // Whoever opens a model opens such a folder, and what was opened is saved with its weights.
        using (TorchEncoder one = TorchEncoder.Load(ModelFolder.Open(apart)), two = TorchEncoder.Load(ModelFolder.Open(_folder.File("merged"))))
        {
            Assert.All(one.NamedWeights.Zip(two.NamedWeights), pair => Assert.InRange(
                Differences.Largest(TensorMemory.ToArray(pair.First.Value), TensorMemory.ToArray(pair.Second.Value)), 0, type == TensorType.Float16 ? 1e-3 : 1e-5));
        }

        using TrainedClassifier again = await TrainedClassifier.OpenAsync(apart);
        await again.SaveAsync(_folder.File("whole"));
        Directory.Move(model.Path, _folder.File("elsewhere"));
        using TrainedClassifier whole = await TrainedClassifier.OpenAsync(_folder.File("whole"));
        TrainingCases.EqualPredictions(await again.ClassifyAsync(texts), await whole.ClassifyAsync(texts), 1e-5);
        Assert.Contains("lies neither beside the folder", (await Assert.ThrowsAsync<ModelFormatException>(() => TrainedClassifier.OpenAsync(apart))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AdapterOnAnAdapterApart_IsRefused()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        ClassifierTrainingOptions options = TrainingCases.Options("lora", withSources: false);
        options = options with { Lora = options.Lora with { Merge = false } };
        using (TrainedClassifier trained = await TrainingCases.TrainAsync(model, options))
            await trained.SaveAsync(_folder.File("apart"));
        ModelFolder adapter = ModelFolder.Open(_folder.File("apart"));
        Assert.Equal(
            $"{adapter.Path} is an adapter itself, and one on top of it can't be saved apart; save the new one merged",
            (await Assert.ThrowsAsync<UsageException>(() => TrainingCases.TrainAsync(adapter, options))).Message);
        using TrainedClassifier merged = await TrainingCases.TrainAsync(adapter, TrainingCases.Options("lora", withSources: false));
        await merged.SaveAsync(_folder.File("merged"));
        using TrainedClassifier opened = await TrainedClassifier.OpenAsync(_folder.File("merged"));
    }

    [Fact]
    public async Task SaveAsync_Combined_HoldsTheEncoderUnchangedWithItsVectorPartAsDense()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"), type: TensorType.Float16);
        string saved = await SaveAsync("combined", model: model);
        Assert.Equal(File.ReadAllBytes(Path.Combine(model.Path, "model.safetensors")), File.ReadAllBytes(Path.Combine(saved, "model.safetensors")));
        Assert.Equal(
            ["Transformer", "Pooling", "Normalize", "Dense"],
            Json(saved, "modules.json").EnumerateArray().Select(module => module.GetProperty("type").GetString()!.Split('.')[^1]));
        Assert.Contains("classifier.safetensors", TrainingCases.Files(saved).Keys);
    }

    [Fact]
    public async Task SaveAsync_FrozenHead_IsSeenByOthersAsTheSameClassifier()
    {
        // The frozen head reads vectors alone, so what sentence-transformers would compute from the folder is the whole classifier.
        string saved = await SaveAsync("frozen");
        using TrainedClassifier own = await TrainedClassifier.OpenAsync(saved);
        File.Delete(Path.Combine(saved, Provenance.FileName));
        using TrainedClassifier others = await TrainedClassifier.OpenAsync(saved);
        string[] texts = ToyCorpus.Texts(ToyCorpus.Rows("yor", 20, seed: 2));
        TrainingCases.EqualPredictions(await own.ClassifyAsync(texts), await others.ClassifyAsync(texts), 1e-4);
        Assert.Equal("unknown", others.Provenance.Command);
        Assert.Equal(
            "the classifier was made by another program and stands in its folder unchanged; copy that instead of saving it",
            (await Assert.ThrowsAsync<UsageException>(() => others.SaveAsync(_folder.File("copy")))).Message);
        Assert.Equal(
            $"{saved}: another program's classifier reads as many tokens as it was made for; leave the length of 9 out",
            (await Assert.ThrowsAsync<UsageException>(() => TrainedClassifier.OpenAsync(saved, maxLength: 9))).Message);
    }

    [Fact]
    public async Task OpenAsync_SequenceClassification_ClassifiesAsTorchTextClassifierDoes()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"), head: EncoderHead.SequenceClassification, labels: ["no", "yes"]);
        using TrainedClassifier opened = await TrainedClassifier.OpenAsync(model.Path);
        using var direct = new TorchTextClassifier(model, Tokenization.TextTokenizer.Load(model.RequireTokenizer()));
        string[] texts = ToyCorpus.Texts(ToyCorpus.Rows("yor", 9));
        TrainingCases.EqualPredictions(await direct.ClassifyAsync(texts), await opened.ClassifyAsync(texts), 0);
        Assert.Equal(["no", "yes"], opened.Labels);
        Assert.Null(opened.Floor);
        Assert.Null(opened.TrainingRows);
    }

    [Fact]
    public async Task OpenAsync_NoClassifier_SaysSo()
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        ModelFormatException fault = await Assert.ThrowsAsync<ModelFormatException>(() => TrainedClassifier.OpenAsync(model.Path));
        Assert.Equal(
            $"{model.Path}: the model has no classifier: neither a ...ForSequenceClassification nor a Dense module at its end with id2label in config.json; fine-tune one first.", fault.Message);
        string missing = _folder.File("nothing");
        Assert.Equal(
            $"{missing}: there is no such folder; a classifier is a folder that 'finetune classify' wrote.",
            (await Assert.ThrowsAsync<ModelFormatException>(() => TrainedClassifier.OpenAsync(missing))).Message);
    }

    [Theory]
    [InlineData(EncoderHead.SequenceClassification, "full")]
    [InlineData(EncoderHead.SequenceClassification, "kernel")]
    [InlineData(EncoderHead.MaskedLanguageModel, "combined+full")]
    public async Task SaveAsync_BaseWithAHead_LeavesTheHeadBehind(EncoderHead head, string strategy)
    {
        ModelFolder model = ToyEncoder.Write(_folder.File("model"), head: head, labels: head == EncoderHead.SequenceClassification ? ["no", "yes"] : null);
        string saved = await SaveAsync(strategy, model: model);
        ModelFolder opened = ModelFolder.Open(saved);
        Assert.Equal(EncoderHead.None, opened.Config.Head);
        Assert.Empty(opened.Tensors.Unused);
        Assert.Equal("", opened.Tensors.Prefix);
        using TrainedClassifier classifier = await TrainedClassifier.OpenAsync(saved);
        Assert.Equal(ToyCorpus.Labels, classifier.Labels);
    }

    [Fact]
    public async Task SaveAsync_LettersAreAllThatWasChosen_OpensWithoutAnEncoder()
    {
        CorpusRow[] rows = ToyCorpus.Rows("yor");
        using var chosen = new TrainedClassifier(
            new ClassifierContents
            {
                Strategy = ClassifierStrategy.Combined,
                Linear = LinearTraining.Letters(ToyCorpus.Texts(rows), [.. rows.Select(row => row.Label!)]),
                Provenance = new Provenance { Command = "finetune classify", Options = new Dictionary<string, string> { ["strategy"] = "combined" } },
            },
            null,
            TrainingRun.None);
        await chosen.SaveAsync(_folder.File("saved"));
        using TrainedClassifier opened = await TrainedClassifier.OpenAsync(_folder.File("saved"));
        Assert.Equal(chosen.Parts, opened.Parts);
        Assert.True(await ToyCorpus.AccuracyAsync(opened, rows) > 0.9);
    }

    [Theory]
    [InlineData(TensorType.Float16, "float16", 0.02)]
    [InlineData(TensorType.BFloat16, "bfloat16", 0.1)]
    [InlineData(TensorType.Float32, "float32", 1e-6)]
    public async Task SaveAsync_WeightType_WritesItAndPredictsNearlyTheSame(TensorType type, string name, double tolerance)
    {
        using TrainedClassifier trained = await TrainingCases.TrainAsync(ToyEncoder.Write(_folder.File("model")), TrainingCases.Options("combined+full"));
        string saved = _folder.File("saved");
        await trained.SaveAsync(saved, weightType: type);
        foreach (string folder in new[] { saved, Path.Combine(saved, "frozen") })
        {
            using SafetensorsFile weights = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
            Assert.All(weights.Tensors, tensor => Assert.Equal(type, tensor.Type));
            Assert.Equal(name, Json(folder, "config.json").GetProperty("torch_dtype").GetString());
        }

        using TrainedClassifier opened = await TrainedClassifier.OpenAsync(saved);
        string[] texts = ToyCorpus.Texts(ToyCorpus.Rows("yor", 9));
        TrainingCases.EqualPredictions(await trained.ClassifyAsync(texts), await opened.ClassifyAsync(texts), tolerance);
        Assert.Equal(
            "weights are saved as float32, float16 or bfloat16, not Int8",
            (await Assert.ThrowsAsync<UsageException>(() => trained.SaveAsync(_folder.File("other"), weightType: TensorType.Int8))).Message);
        Assert.False(Directory.Exists(_folder.File("other")));
    }

    [Fact]
    public async Task SaveAsync_Provenance_TellsAllButPlacesAndIsTheSameInEveryCulture()
    {
        string file = _folder.File("train.tsv");
        File.WriteAllText(file, "text\tlabel\n" + string.Concat(ToyCorpus.Rows("yor").Select(row => $"{row.Text}\t{row.Label}\n")));
        ModelFolder model = ToyEncoder.Write(_folder.File("model"));
        async Task<string> Saved(string name, string decimalSign)
        {
            System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
            System.Globalization.CultureInfo.CurrentCulture = CultureWith(decimalSign);
            try
            {
                using TrainedClassifier trained = await TrainingCases.TrainAsync(model, TrainingCases.Options("full") with { MaxLength = 12 }, LabeledCorpus.Open(file, "yor"));
                await trained.SaveAsync(_folder.File(name));
                return File.ReadAllText(Path.Combine(_folder.File(name), Provenance.FileName));
            }
            finally
            {
                System.Globalization.CultureInfo.CurrentCulture = before;
            }
        }

        string text = await Saved("saved", ".");
        Assert.Equal(text, await Saved("german", ","));
        Assert.DoesNotContain(_folder.Path, text);
        Assert.DoesNotContain(Environment.MachineName, text);
        Provenance read = Provenance.Read(_folder.File("saved"))!;
        Assert.Equal(("finetune classify", 1ul), (read.Command, read.Seed));
        Assert.Equal("train yor=train.tsv", Assert.Single(read.Inputs).Name);
        Assert.Equal("model", Assert.Single(read.Parents).Name);
        Assert.Equal("12", read.Options["maxLength"]);
        Assert.Contains("learningRate 0.002; ", read.Options["secondStage"]);
        // Later readers see the length of the training, others through the model's own file.
        Assert.Equal(12, Json(_folder.File("saved"), "sentence_bert_config.json").GetProperty("max_seq_length").GetInt32());
        foreach ((string name, byte[] bytes) in TrainingCases.Files(_folder.File("saved")))
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(_folder.Path)) < 0, name);
    }

    [Fact]
    public async Task OpenAsync_DamagedParts_SaysWhich()
    {
        string saved = await SaveAsync("combined+full");
        async Task<string> After(string name, Action<string> damage)
        {
            string copy = _folder.File("damaged");
            foreach ((string file, byte[] bytes) in TrainingCases.Files(saved))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, file))!);
                File.WriteAllBytes(Path.Combine(copy, file), bytes);
            }

            damage(Path.Combine(copy, name));
            try
            {
                return (await Assert.ThrowsAsync<ModelFormatException>(() => TrainedClassifier.OpenAsync(copy))).Message;
            }
            finally
            {
                Directory.Delete(copy, recursive: true);
            }
        }

        foreach (string name in new[] { "model.safetensors", "frozen/model.safetensors", "classifier.safetensors", "letters.safetensors", "training-rows.safetensors", "2_Dense/model.safetensors" })
        {
            Assert.Contains(Path.GetFileName(name), await After(name, path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^9])));
        }

        Assert.Contains("config.json", await After("config.json", File.Delete));
        Assert.Contains("tokenizer", await After("tokenizer.json", File.Delete));
        Assert.Contains("'best' is not a strategy", await After("nlptransfer.json", path => File.WriteAllText(path, File.ReadAllText(path).Replace("combined+full", "best", StringComparison.Ordinal).Replace("combined\\u002Bfull", "best", StringComparison.Ordinal))));
        Assert.Contains("labels", await After("config.json", path => File.WriteAllText(path, File.ReadAllText(path).Replace("id2label", "other", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task SaveAsync_FolderStands_IsRefusedWithoutForce()
    {
        using TrainedClassifier trained = await TrainingCases.TrainAsync(null, TrainingCases.Options("letters"));
        string saved = _folder.File("saved");
        await trained.SaveAsync(saved);
        await Assert.ThrowsAsync<UsageException>(() => trained.SaveAsync(saved));
        await trained.SaveAsync(saved, force: true);
        using TrainedClassifier opened = await TrainedClassifier.OpenAsync(saved);
        await opened.SaveAsync(saved, force: true);
    }

    private static System.Globalization.CultureInfo CultureWith(string decimalSign)
    {
        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = decimalSign;
        return culture;
    }

    private static SentenceSettings Prompted => new() { Prompts = new Dictionary<string, string> { ["query"] = "see: " }, DefaultPromptName = "query" };

    private async Task<string> SaveAsync(string strategy, ModelFolder? model = null)
    {
        using TrainedClassifier trained = await TrainingCases.TrainAsync(model ?? ToyEncoder.Write(_folder.File("model")), TrainingCases.Options(strategy));
        string saved = _folder.File("saved");
        await trained.SaveAsync(saved);
        return saved;
    }

    private static JsonElement Json(string folder, string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name))).RootElement;
}
