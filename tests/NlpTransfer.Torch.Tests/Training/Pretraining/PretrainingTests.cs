using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class PretrainingTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Types => [.. EncoderFamilies.All.Select(family => family.ModelType)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public async Task RunAsync_EachFamily_LearnsToGuess(string family)
    {
        PretrainingOptions options = ToyMasked.Options with { Encoder = ToyMasked.Encoder with { Family = family }, Training = ToyMasked.Quick with { MaxSteps = 100 } };
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, options);
        MaskedTrainingReport report = model.Report;
        Assert.Equal(["yor", "eng"], report.Languages.Select(language => language.Language));
        Assert.All(report.Languages, language =>
        {
            Assert.True(language.After!.Value.Value < language.Before.Value - 0.3, $"{language}");
            Assert.InRange(language.PseudoPerplexity!.Value.Value, 1, 50);
        });
        Assert.Equal(Math.Log(ToyMasked.Vocabulary), report.HeldOutBefore!.Value, 0.2);
        Assert.Equal((100, 0, 0), (report.Run.Steps, report.Split, report.LeftOut));
        Assert.Equal(report.History.Where(point => point.HeldOut is not null).Select(point => point.Step), [0, 25, 50, 75, 100]);
        Assert.True(report.Run.TokensPerSecond > 0 && report.Run.Tokens == report.History[^1].Tokens);
        await model.SaveAsync(_folder.File("out"));
        ModelFolder saved = ModelFolder.Open(_folder.File("out"));
        Assert.Equal((family, EncoderHead.MaskedLanguageModel, "pretrain"), (saved.Family.ModelType, saved.Config.Head, saved.Provenance!.Command));
        // What was saved guesses as well as what was measured.
        using MaskedLanguageModel loaded = MaskedLanguageModel.Load(saved);
        Assert.Equal(report.Parameters, loaded.Parameters.Sum(parameter => parameter.numel()));
    }

    [Fact]
    public async Task RunAsync_SameSeed_GivesTheSameBytesAndAnotherSeedOthers()
    {
        async Task<SortedDictionary<string, byte[]>> Files(string name, ulong seed)
        {
            PretrainingOptions options = ToyMasked.Options with { Training = ToyMasked.Quick with { Seed = seed, MaxSteps = 6, Dropout = 0.1, AverageDecay = 0.9, Accumulation = 2 } };
            using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, options);
            await model.SaveAsync(_folder.File(name + "/out"), lossPicture: "<svg/>");
            return TrainingCases.Files(_folder.File(name + "/out"));
        }

        SortedDictionary<string, byte[]> one = await Files("one", 1), two = await Files("two", 1), three = await Files("three", 2);
        Assert.Equal(["README.md", "config.json", "loss.svg", "model.safetensors", "nlptransfer.json", "tokenizer.json", "training.jsonl"], one.Keys);
        Assert.All(one, file => Assert.True(file.Value.SequenceEqual(two[file.Key]), file.Key));
        Assert.NotEqual(one["model.safetensors"], three["model.safetensors"]);
    }

    [Fact]
    public async Task SaveAsync_Card_SaysWhatWasMade()
    {
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, ToyMasked.Options with { Training = ToyMasked.Quick with { MaxSteps = 4 } });
        await model.SaveAsync(_folder.File("out"), card: new AdaptedCard { Notice = "Made of theirs.", Licence = "mit", CommandLine = "nlptransfer pretrain" }, lossPicture: "<svg/>");
        string card = File.ReadAllText(_folder.File("out/README.md"));
        string[] parts = ["Made of theirs.", "license: mit", "nlptransfer pretrain", "| yor |", "pseudo-perplexity", "![Loss by step](loss.svg)", "pretrained from nothing: xlm-roberta, 2 layers of width 32, 60 pieces", "pipeline_tag: fill-mask"];
        Assert.All(parts, part => Assert.Contains(part, card, StringComparison.Ordinal));
        Assert.Equal("<svg/>\n", File.ReadAllText(_folder.File("out/loss.svg")));
        Assert.Equal(4, File.ReadLines(_folder.File("out/training.jsonl")).Count(line => line.Contains("heldOut", StringComparison.Ordinal)) - 1);
    }

    [Fact]
    public async Task RunAsync_Accumulation_GivesNearlyWhatLargerBatchesGive()
    {
        static IReadOnlyList<double> Losses(TrainedMaskedModel model) => [.. model.Report.History.Where(point => point.Loss is not null).Select(point => point.Loss!.Value)];
        MaskedTrainingOptions training = ToyMasked.Quick with { MaxSteps = 8, LogEvery = 1 };
        using TrainedMaskedModel one = await ToyMasked.PretrainAsync(_folder, ToyMasked.Options with { Training = training });
        using TrainedMaskedModel four = await ToyMasked.PretrainAsync(_folder, ToyMasked.Options with { Training = training with { Accumulation = 4 } });
        Assert.InRange(four.Report.Run.Tokens / (double)one.Report.Run.Tokens, 3.5, 4.5);
        // Before the first step both are as good as nothing; what follows differs.
        Assert.Equal(Losses(one)[0], Losses(four)[0], 0.3);
        Assert.NotEqual(Losses(one)[4], Losses(four)[4]);
    }

    [Fact]
    public async Task RunAsync_Cancelled_LeavesAModelThatCanBeSaved()
    {
        using var source = new CancellationTokenSource();
        var progress = new Immediate<WorkProgress>(at =>
        {
            if (at.Phase.StartsWith("pretraining", StringComparison.Ordinal) && at.Done == 3)
                source.Cancel();
        });
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, progress: progress, cancellation: source.Token);
        Assert.True(model.WasInterrupted);
        Assert.Equal(3, model.Report.Run.Steps);
        Assert.All(model.Report.Languages, language => Assert.Null(language.After));
        await model.SaveAsync(_folder.File("out"), cancellationToken: default);
        Assert.Equal("true", ModelFolder.Open(_folder.File("out")).Provenance!.Options["interrupted"]);
    }

    [Fact]
    public async Task RunAsync_NothingGetsBetter_EndsEarlyWithTheBestWeights()
    {
        PretrainingOptions options = ToyMasked.Options with { Training = ToyMasked.Quick with { LearningRate = 1, WarmupFraction = 0, Patience = 1 } };
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, options);
        Assert.Equal(10, model.Report.Run.Steps);
        Assert.All(model.Report.Languages, language => Assert.Equal(language.Before, language.After!.Value));
    }

    [Fact]
    public async Task RunAsync_PairsAlone_AreReadInOneSequence()
    {
        PretrainingOptions options = ToyMasked.Options with
        {
            Texts = ToyMasked.Options.Texts with { Pairs = [PairCorpus.FromPairs([.. Enumerable.Range(0, 20).Select(i => new TextPair($"goat {(char)('a' + i)}", $"field {(char)('a' + i)}", "eng", "yor"))])] },
        };
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, options);
        Assert.Equal(20, model.Report.Pairs);
    }

    [Fact]
    public async Task RunAsync_LanguageOfTenLines_IsTrainedOnAndNotMeasured()
    {
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, texts: [ToyRemap.Text("yor"), ToyRemap.Text("hau", 10)]);
        Assert.Equal(["yor"], model.Report.Languages.Select(language => language.Language));
        Assert.Equal(["hau"], model.Report.Unmeasured);
    }

    [Fact]
    public async Task RunAsync_TextShorterThanABatch_TrainsOnWhatThereIs()
    {
        TextCorpus one = TextCorpus.FromRows([new CorpusRow("the goat and the field")], "yor");
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, ToyMasked.Options with { Training = ToyMasked.Quick with { MaxSteps = 3 } }, [one]);
        Assert.Equal((3, 1, 0), (model.Report.Run.Steps, model.Report.Texts, model.Report.Languages.Count));
    }

    [Fact]
    public async Task RunAsync_NothingToLearnFrom_SaysSo()
    {
        UsageException none = await Assert.ThrowsAsync<UsageException>(() => ToyMasked.PretrainAsync(_folder, texts: []));
        Assert.Equal("No text is given to pretrain on; give at least one (--text).", none.Message);
        PretrainingOptions measured = ToyMasked.Options with { Texts = ToyMasked.Options.Texts with { Dev = [ToyRemap.Text("yor")] } };
        BadDataException heldOut = await Assert.ThrowsAsync<BadDataException>(() => ToyMasked.PretrainAsync(_folder, measured, [ToyRemap.Text("yor")]));
        Assert.StartsWith("No text is left to train on", heldOut.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForgetTrained_Material_KeepsWhatMeasuresAlone()
    {
        MaskedMaterial material = await MaskedMaterial.ReadAsync([ToyRemap.Text("yor")], [ToyRemap.Text("eng", 60)], new(), 1, null, default);
        IReadOnlySet<string> apart = material.Apart;
        Assert.All(material.Texts.Concat(material.Source), group => Assert.NotEmpty(group.Texts));
        material.ForgetTrained();
        Assert.All(material.Texts.Concat(material.Source), group => Assert.Empty(group.Texts));
        Assert.True(apart.Count > 0 && apart.SetEquals(material.Apart));
    }

    [Fact]
    public async Task RunAsync_MoreSteps_KeepNoMoreTensors()
    {
        var counts = new List<long>();
        var progress = new Immediate<WorkProgress>(at =>
        {
            if (at.Phase.StartsWith("pretraining, part 3", StringComparison.Ordinal))
                counts.Add(Models.LiveTensors());
        });
        using TrainedMaskedModel model = await ToyMasked.PretrainAsync(_folder, ToyMasked.Options with { Training = ToyMasked.Quick with { Accumulation = 2, AverageDecay = 0.9 } }, progress: progress);
        Assert.Equal(10, counts.Count);
        Assert.Single(counts.Distinct());
    }
}
