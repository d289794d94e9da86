using NlpTransfer.Corpora;
using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class VectorHealingTests : IClassFixture<OneThread>, IDisposable
{
    private static readonly TextCorpus[] Texts = [ToyRemap.Text("yor"), ToyRemap.Text("eng", 60)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TrainedRows.New, false)]
    [InlineData(TrainedRows.All, false)]
    [InlineData(TrainedRows.New, true)]
    public async Task RunAsync_DamagedEmbeddings_BringsTheVectorsBack(TrainedRows rows, bool layers)
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        using HealedModel healed = await HealAsync(student, teacher, new() { Training = ToyRemap.Quick, Rows = rows, TrainLayers = layers });
        HealingReport report = healed.Report;
        Assert.Equal(["yor", "eng"], report.Languages.Select(language => language.Language));
        Assert.All(report.Languages, language =>
        {
            Assert.True(language.After!.Centred.Value > language.Before.Centred.Value + 0.1, $"{language}");
            Assert.True(language.After.Cosine.Value > language.Before.Cosine.Value, $"{language}");
            Assert.InRange(language.After.Centred.Value, language.After.Centred.Low, language.After.Centred.High);
        });
        Assert.Equal(ToyRemap.Damaged.Length, report.NewRows);
        Assert.True(report.Run.Loss < 1 && report.Run.TokensPerSecond > 0 && !healed.WasInterrupted);
    }

    [Fact]
    public async Task RunAsync_NewRowsAlone_LeavesEverythingElseBitForBit()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        using (HealedModel healed = await HealAsync(student, teacher, new() { Training = ToyRemap.Quick }))
            await healed.SaveAsync(_folder.File("out"));
        ModelFolder saved = ModelFolder.Open(_folder.File("out"));
        using ITensorSource before = student.OpenWeights(), after = saved.OpenWeights();
        string words = student.Tensors[EncoderTensors.WordEmbeddings + ".weight"];
        Assert.Equal(before.Tensors.Select(info => info.Name), after.Tensors.Select(info => info.Name));
        Assert.All(before.Tensors.Where(info => info.Name != words), info => Assert.Equal(before.ReadSingles(info.Name), after.ReadSingles(info.Name)));
        float[] old = before.ReadSingles(words), now = after.ReadSingles(words);
        HashSet<int> moved = [.. Enumerable.Range(0, old.Length).Where(i => old[i] != now[i]).Select(i => i / ToyEncoder.Width)];
        Assert.NotEmpty(moved);
        Assert.Subset(ToyRemap.Damaged.ToHashSet(), moved);
    }

    [Fact]
    public async Task RunAsync_SameSeed_GivesTheSameBytesAndAnotherSeedOthers()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        async Task<SortedDictionary<string, byte[]>> Files(string name, ulong seed)
        {
            using HealedModel healed = await HealAsync(student, teacher, new() { Training = ToyRemap.Quick with { Seed = seed, MaxSteps = 12 }, TrainLayers = true });
            await healed.SaveAsync(_folder.File(name + "/out"));
            return TrainingCases.Files(_folder.File(name + "/out"));
        }

        SortedDictionary<string, byte[]> one = await Files("one", 1), two = await Files("two", 1), three = await Files("three", 2);
        Assert.Equal(one.Keys, two.Keys);
        Assert.All(one, file => Assert.True(file.Value.SequenceEqual(two[file.Key]), file.Key));
        Assert.NotEqual(one["model.safetensors"], three["model.safetensors"]);
    }

    [Fact]
    public async Task SaveAsync_HalfPrecisionAndModules_KeepsTypeTokenizerAndModules()
    {
        var sentence = new SentenceSettings
        {
            Prompts = new SortedDictionary<string, string> { ["query"] = "we " },
            DefaultPromptName = "query",
            Steps = [SentenceStep.Normalize],
        };
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder, TensorType.Float16, sentence);
        File.WriteAllText(Path.Combine(student.Path, "LICENSE"), "ours");
        using HealedModel healed = await HealAsync(student, teacher, new() { Training = ToyRemap.Quick with { MaxSteps = 10 } });
        await healed.SaveAsync(_folder.File("out"), card: new AdaptedCard { Notice = "Made of theirs.", Licence = "mit", CommandLine = "nlptransfer adapt" });
        ModelFolder saved = ModelFolder.Open(_folder.File("out"));
        using ITensorSource weights = saved.OpenWeights();
        Assert.All(weights.Tensors, info => Assert.Equal(TensorType.Float16, info.Type));
        Assert.Equal(File.ReadAllText(student.TokenizerPath!), File.ReadAllText(saved.TokenizerPath!));
        Assert.Equal(("we ", true), (saved.Sentence.DefaultPrompt, saved.Sentence.Normalize));
        Assert.Equal("ours", File.ReadAllText(Path.Combine(saved.Path, "LICENSE")));
        string card = File.ReadAllText(Path.Combine(saved.Path, "README.md"));
        Assert.DoesNotContain("Nothing was evaluated", card, StringComparison.Ordinal);
        Assert.All(new[] { "Made of theirs.", "license: mit", "nlptransfer adapt", "| yor |", "centred" }, part => Assert.Contains(part, card, StringComparison.Ordinal));
        Assert.Equal(("adapt", 2), (saved.Provenance!.Command, saved.Provenance.Parents.Count));
        Assert.Equal(await Vectors(healed.Embedder), await Vectors(EncoderSession.Open(saved).Embedder), (one, two) => one.Zip(two).All(pair => Math.Abs(pair.First - pair.Second) < 5e-3));
    }

    [Fact]
    public async Task RunAsync_Cancelled_LeavesAModelThatCanBeSaved()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        using var source = new CancellationTokenSource();
        var progress = new Immediate<WorkProgress>(at =>
        {
            if (at.Phase.StartsWith("healing", StringComparison.Ordinal) && at.Done == 3)
                source.Cancel();
        });
        using HealedModel healed = await VectorHealing.RunAsync(student, teacher, Texts, new() { Training = ToyRemap.Quick }, progress, source.Token);
        Assert.True(healed.WasInterrupted);
        Assert.Equal(3, healed.Report.Run.Steps);
        // Nothing was measured before the stop, so what was learnt until then is kept.
        using EncoderSession before = EncoderSession.Open(student);
        Assert.NotEqual(await Vectors(before.Embedder), await Vectors(healed.Embedder));
        Assert.All(healed.Report.Languages, language => Assert.Null(language.After));
        await healed.SaveAsync(_folder.File("out"), cancellationToken: default);
        Assert.Equal("true", ModelFolder.Open(_folder.File("out")).Provenance!.Options["interrupted"]);
    }

    [Fact]
    public async Task RunAsync_NothingGetsBetter_KeepsTheWeightsBefore()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        // A rate that only destroys.
        using HealedModel healed = await HealAsync(student, teacher, new() { Training = ToyRemap.Quick with { LearningRate = 1, MaxSteps = 8 }, TrainLayers = true, EmbeddingsFirst = 0 });
        Assert.All(healed.Report.Languages, language => Assert.Equal(language.Before, language.After));
    }

    [Fact]
    public async Task RunAsync_SharedTeacher_ReadsEachTextOnceForAllRuns()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        using TeacherVectors vectors = TeacherVectors.Open(teacher);
        var options = new HealingOptions { Training = ToyRemap.Quick with { MaxSteps = 5 } };
        using HealedModel one = await VectorHealing.RunAsync(student, vectors, Texts, options);
        int count = vectors.Count;
        using HealedModel two = await VectorHealing.RunAsync(student, vectors, Texts, options);
        Assert.Equal(count, vectors.Count);
        Assert.True(count > 10);
        Assert.Equal(one.Report.Languages, two.Report.Languages);
    }

    [Fact]
    public async Task RunAsync_Minutes_EndsSoon()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        using HealedModel healed = await HealAsync(student, teacher, new() { Training = ToyRemap.Quick with { Minutes = 1e-6, Epochs = 1000 } });
        Assert.Equal(1, healed.Report.Run.Steps);
        Assert.False(healed.WasInterrupted);
    }

    [Fact]
    public async Task RunAsync_HundredsOfSteps_KeepsTheNumberOfTensors()
    {
        (ModelFolder student, ModelFolder teacher) = ToyRemap.Write(_folder);
        var counts = new List<long>();
        int steps = 0;
        var progress = new Immediate<WorkProgress>(at =>
        {
            if (at.Phase.StartsWith("healing", StringComparison.Ordinal) && ++steps % 40 == 1)
                counts.Add(Models.LiveTensors());
        });
        using HealedModel healed = await VectorHealing.RunAsync(
            student, teacher, Texts, new() { Training = ToyRemap.Quick with { BatchTokens = 32, MaxSteps = 210, Evaluations = 3 }, TrainLayers = true, EmbeddingsFirst = 0 }, progress);
        Assert.True(counts.Count >= 5, $"{counts.Count} counts");
        Assert.Single(counts.Skip(1).Distinct());
    }

    private static Task<HealedModel> HealAsync(ModelFolder student, ModelFolder teacher, HealingOptions options) => VectorHealing.RunAsync(student, teacher, Texts, options);

    private static async Task<float[][]> Vectors(ITextEmbedder embedder) =>
        [.. (await embedder.EmbedAsync([.. ToyCorpus.Rows("yor", 5).Select(row => row.Text)])).Select(result => result.Vector)];
}
