using NlpTransfer.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Training;

public sealed class MaskedLanguageModelObjectiveTests : IClassFixture<OneThread>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Masked => [.. GoldenModelFolders.Names.Where(name => name.EndsWith("-mlm", StringComparison.Ordinal)).DefaultIfEmpty("none")];

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Masked))]
    public void Compute_GoldenModel_GivesExpectedLossAndGradients(string name)
    {
        (ModelFolder folder, SafetensorsFile expected) = GoldenModels.Open(name);
        using (expected)
        {
            using MaskedLanguageModel model = MaskedLanguageModel.Load(folder);
            using MaskedBatch batch = Read(expected, folder.Config.PaddingId);
            using DisposeScope scope = NewDisposeScope();
            LossSum loss = new MaskedLanguageModelObjective().Compute(batch, model, 1, 0);
            Assert.InRange(Math.Abs((loss.Sum.item<float>() / loss.Count) - expected.ReadSingles("loss")[0]), 0, 2e-5);
            (loss.Sum / loss.Count).backward();
            Dictionary<string, NamedWeight> byFileName = model.Model.NamedWeights.ToDictionary(weight => folder.Tensors[weight.Name], StringComparer.Ordinal);
            foreach (string gradient in expected.Tensors.Select(info => info.Name).Where(tensor => tensor.StartsWith("grad.", StringComparison.Ordinal)))
                Assert.InRange(Differences.Relative(TensorMemory.ToArray(byFileName[gradient["grad.".Length..]].Value.grad!), expected.ReadSingles(gradient)), 0, 1e-4);
        }
    }

    [Fact]
    public void Compute_TwoHalves_AddUpToTheWhole()
    {
        using MaskedLanguageModel model = Model();
        using MaskedBatch whole = Batch(Sequences), first = Batch(Sequences[..1]), second = Batch(Sequences[1..]);
        using DisposeScope scope = NewDisposeScope();
        var objective = new MaskedLanguageModelObjective();
        LossSum all = objective.Compute(whole, model, 1, 0), one = objective.Compute(first, model, 1, 0), two = objective.Compute(second, model, 1, 0);
        Assert.Equal(all.Count, one.Count + two.Count);
        Assert.Equal(all.Sum.item<float>(), one.Sum.item<float>() + two.Sum.item<float>(), 1e-4f);
    }

    [Fact]
    public void Compute_Dropout_IsThatOfSeedStepAndPlace()
    {
        using MaskedLanguageModel model = Model();
        using MaskedBatch batch = Batch(Sequences);
        float Loss(double dropout, ulong seed, ulong step, ulong first = 0)
        {
            using DisposeScope scope = NewDisposeScope();
            return new MaskedLanguageModelObjective(dropout, first).Compute(batch, model, seed, step).Sum.item<float>();
        }

        Assert.Equal(Loss(0.2, 1, 3), Loss(0.2, 1, 1, first: 2));
        Assert.Equal(4, new[] { Loss(0, 1, 3), Loss(0.2, 1, 3), Loss(0.2, 2, 3), Loss(0.2, 1, 4) }.Distinct().Count());
    }

    [Fact]
    public void SetTrainable_EmbeddingsAlone_LeavesTheLayers()
    {
        using MaskedLanguageModel model = Model();
        model.SetTrainable(layers: false);
        Assert.Equal(["embeddings.word.weight", "masked.bias"], model.Model.NamedWeights.Where(weight => weight.Value.requires_grad).Select(weight => weight.Name));
        model.SetTrainable(layers: true);
        Assert.All(model.Parameters, parameter => Assert.True(parameter.requires_grad));
        model.Freeze();
        Assert.All(model.Parameters, parameter => Assert.False(parameter.requires_grad));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Load_BrokenWeights_NamesTheTensor(float value)
    {
        ModelFolder folder = ToyEncoder.Write(_folder.File("toy"), head: EncoderHead.MaskedLanguageModel);
        string path = Path.Combine(folder.Path, "model.safetensors"), name = "bert.encoder.layer.1.output.dense.weight";
        NamedTensor[] tensors;
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            tensors = [.. file.Tensors.Select(info =>
            {
                float[] values = file.ReadSingles(info.Name);
                if (info.Name == name)
                    values[17] = value;
                return NamedTensor.Create(info.Name, values, [.. info.Shape]);
            })];
        }

        File.Delete(path);
        SafetensorsWriter.Write(path, tensors);
        ModelFormatException failure = Assert.Throws<ModelFormatException>(() => MaskedLanguageModel.Load(ModelFolder.Open(folder.Path)));
        Assert.Equal($"{folder.Path}: tensor '{name}' holds values that are not finite numbers, so nothing can be learnt from it; take the model from before it was damaged.", failure.Message);
    }

    private static MaskedSequence[] Sequences => [new([0, 30, 31, 2], [1], [33], 4), new([0, 34, 32, 3, 30, 2], [3, 4], [35, 30], 6)];

    private static MaskedBatch Batch(MaskedSequence[] sequences) => MaskedBatch.Create(sequences, 1, hasSegments: true);

    private MaskedLanguageModel Model() => MaskedLanguageModel.Load(ToyEncoder.Write(_folder.File("toy"), head: EncoderHead.MaskedLanguageModel));

    /// <summary>The golden batch, with labels where they count: elsewhere they are -100.</summary>
    private static MaskedBatch Read(SafetensorsFile expected, int paddingId)
    {
        long[] ids = expected.ReadInt64s("input_ids"), mask = expected.ReadInt64s("attention_mask"), labels = expected.ReadInt64s("labels");
        long[]? types = expected.TryGet("token_type_ids", out _) ? expected.ReadInt64s("token_type_ids") : null;
        int length = (int)expected.Require("input_ids").Shape[1];
        return MaskedBatch.Create(
            [.. Enumerable.Range(0, ids.Length / length).Select(row =>
            {
                int start = row * length, real = mask.AsSpan(start, length).LastIndexOf(1) + 1;
                int[] places = [.. Enumerable.Range(0, real).Where(i => labels[start + i] != -100)];
                int second = types is null ? real : types.AsSpan(start, real).IndexOf(1) is var at and >= 0 ? at : real;
                return new MaskedSequence([.. ids[start..(start + real)].Select(id => (int)id)], places, [.. places.Select(i => (int)labels[start + i])], second);
            })],
            paddingId,
            types is not null);
    }
}
