using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class MaskedAdaptationTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly MaskedAdaptationOptions Quick = new() { Training = ToyMasked.Quick, Texts = new() { PseudoPerplexityTexts = 2 } };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Types => [.. EncoderFamilies.All.Select(family => family.ModelType)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public async Task RunAsync_EachFamily_LearnsAndKeepsTheFolder(string family)
    {
        ModelFolder model = ToyMasked.WriteEncoder(_folder, family: family);
        File.WriteAllText(Path.Combine(model.Path, "LICENSE"), "ours");
        using TrainedMaskedModel adapted = await AdaptAsync(model, Quick with { Training = ToyMasked.Quick with { MaxSteps = 80 } });
        Assert.True(adapted.Report.HeldOutAfter < adapted.Report.HeldOutBefore - 0.2, $"{adapted.Report.Languages[0]}");
        await adapted.SaveAsync(_folder.File("out"), card: new AdaptedCard { CommandLine = "nlptransfer adapt" });
        ModelFolder saved = ModelFolder.Open(_folder.File("out"));
        Assert.Equal((family, EncoderHead.MaskedLanguageModel, "adapt", "encoder"), (saved.Family.ModelType, saved.Config.Head, saved.Provenance!.Command, saved.Provenance.Parents[0].Name));
        Assert.Equal(File.ReadAllBytes(model.TokenizerPath!), File.ReadAllBytes(saved.TokenizerPath!));
        Assert.Equal("ours", File.ReadAllText(Path.Combine(saved.Path, "LICENSE")));
        using ITensorSource before = model.OpenWeights(), after = saved.OpenWeights();
        Assert.Equal(before.Tensors.Select(info => info.Name).Order(), after.Tensors.Select(info => info.Name).Order());
        string card = File.ReadAllText(Path.Combine(saved.Path, "README.md"));
        Assert.All(new[] { "base_model: encoder", "nlptransfer adapt", "going on with its pretraining" }, part => Assert.Contains(part, card, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_EmbeddingsAlone_LeavesTheLayersBitForBit()
    {
        ModelFolder model = ToyMasked.WriteEncoder(_folder);
        using (TrainedMaskedModel adapted = await AdaptAsync(model, Quick with { EmbeddingsFirst = 0.999, Training = ToyMasked.Quick with { MaxSteps = 20 } }))
            await adapted.SaveAsync(_folder.File("out"));
        ModelFolder saved = ModelFolder.Open(_folder.File("out"));
        using ITensorSource before = model.OpenWeights(), after = saved.OpenWeights();
        string[] moved = [.. before.Tensors.Select(info => info.Name).Where(name => !before.ReadSingles(name).SequenceEqual(after.ReadSingles(name)))];
        Assert.Equal([saved.Tensors[EncoderTensors.MaskedBias], saved.Tensors[EncoderTensors.WordEmbeddings + ".weight"]], moved.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task RunAsync_SourceText_IsMeasuredAndForgottenLess()
    {
        // A model that knows eng, adapted to words that it never saw.
        PretrainingOptions first = ToyMasked.Options with { Training = ToyMasked.Quick with { MaxSteps = 120 } };
        using (TrainedMaskedModel pretrained = await ToyMasked.PretrainAsync(_folder, first, [ToyRemap.Text("eng")]))
            await pretrained.SaveAsync(_folder.File("eng"));
        ModelFolder model = ModelFolder.Open(_folder.File("eng"));
        TextCorpus other = TextCorpus.FromRows([.. Enumerable.Range(0, 120).Select(i => new CorpusRow(string.Concat(Enumerable.Range(0, 10).Select(j => (char)('a' + ((i + (j * j)) % 26))))))], "xyz");
        MaskedAdaptationOptions options = Quick with { Training = ToyMasked.Quick with { MaxSteps = 60 }, EmbeddingsFirst = 0 };
        using TrainedMaskedModel alone = await MaskedAdaptation.RunAsync(model, [other], options with { Texts = options.Texts with { Dev = [ToyRemap.Text("eng", 20)] } });
        using TrainedMaskedModel mixed = await MaskedAdaptation.RunAsync(model, [other], options with { Source = [ToyRemap.Text("eng")], SourceShare = 0.5 });
        Assert.Equal(["xyz", "eng"], mixed.Report.Languages.Select(language => language.Language));
        static double Loss(TrainedMaskedModel model, string language) => model.Report.Languages.First(row => row.Language == language).After!.Value.Value;
        Assert.True(Loss(mixed, "eng") < Loss(alone, "eng"), $"{Loss(mixed, "eng")} and {Loss(alone, "eng")}");
        Assert.True(Loss(mixed, "xyz") < mixed.Report.Languages[0].Before.Value);
    }

    [Fact]
    public async Task RunAsync_TextThatMeasures_IsNotTrainedOnInAnyRole()
    {
        TextCorpus texts = ToyRemap.Text("yor");
        PairCorpus pairs = PairCorpus.FromPairs([.. texts.Select(text => new TextPair(text, text))]);
        using TrainedMaskedModel adapted = await AdaptAsync(ToyMasked.WriteEncoder(_folder), Quick with { Texts = Quick.Texts with { Pairs = [pairs] }, Source = [texts] });
        int distinct = texts.Distinct().Count(), heldOut = (int)adapted.Report.Languages[0].Before.N;
        Assert.InRange(heldOut, 5, 12);
        // Pairs are left out where a text of theirs measures, or where they are too long.
        Assert.Equal(distinct, adapted.Report.Pairs + adapted.Report.LeftOut);
        Assert.True(adapted.Report.LeftOut >= heldOut, $"{adapted.Report.LeftOut}");
        Assert.Equal(2 * (distinct - heldOut), adapted.Report.Texts);
    }

    [Fact]
    public async Task RunAsync_SameSeed_GivesTheSameBytes()
    {
        ModelFolder model = ToyMasked.WriteEncoder(_folder);
        async Task<SortedDictionary<string, byte[]>> Files(string name, ulong seed)
        {
            using TrainedMaskedModel adapted = await AdaptAsync(model, Quick with { Training = ToyMasked.Quick with { Seed = seed, MaxSteps = 8, Dropout = 0.1 }, Source = [ToyRemap.Text("eng", 60)] });
            await adapted.SaveAsync(_folder.File(name + "/out"));
            return TrainingCases.Files(_folder.File(name + "/out"));
        }

        SortedDictionary<string, byte[]> one = await Files("one", 1), two = await Files("two", 1), three = await Files("three", 2);
        Assert.All(one, file => Assert.True(file.Value.SequenceEqual(two[file.Key]), file.Key));
        Assert.NotEqual(one["model.safetensors"], three["model.safetensors"]);
    }

    [Fact]
    public async Task RunAsync_ModelThatDoesNotFit_SaysSo()
    {
        ModelFolder plain = ToyEncoder.Write(_folder.File("plain"));
        UsageException headless = await Assert.ThrowsAsync<UsageException>(() => AdaptAsync(plain, Quick));
        Assert.Contains("has no masked-LM head", headless.Message, StringComparison.Ordinal);
        ModelFolder maskless = ToyEncoder.Write(_folder.File("maskless"), head: EncoderHead.MaskedLanguageModel);
        UsageException noMask = await Assert.ThrowsAsync<UsageException>(() => AdaptAsync(maskless, Quick));
        Assert.Contains("has no mask token", noMask.Message, StringComparison.Ordinal);
        UsageException none = await Assert.ThrowsAsync<UsageException>(() => MaskedAdaptation.RunAsync(ToyMasked.WriteEncoder(_folder), [], Quick));
        Assert.Equal("No text is given to adapt to; give at least one (--text).", none.Message);
    }

    private static Task<TrainedMaskedModel> AdaptAsync(ModelFolder model, MaskedAdaptationOptions options) => MaskedAdaptation.RunAsync(model, [ToyRemap.Text("yor")], options);
}
