using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests;

public sealed class GoldenModelTests
{
    private const double Tolerance = 2e-5;
    private const double GradientTolerance = 1e-4;

    public static TheoryData<string> Models => GoldenModels.All;

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Run_GoldenModel_GivesExpectedStatesAndLogits(string name)
    {
        (ModelFolder folder, SafetensorsFile expected) = GoldenModels.Open(name);
        using (expected)
        {
            using TorchModel model = TorchModel.Load(folder);
            using TokenBatch batch = ReadBatch(expected);
            ModelOutputs outputs = model.Run(batch);
            Assert.InRange(Differences.Largest(outputs.Logits!, expected.ReadSingles("logits")), 0, Tolerance);
            if (expected.TryGet("last_hidden_state", out TensorInfo? info))
            {
                Assert.Equal(info.Shape, outputs.HiddenShape);
                Assert.InRange(Differences.Largest(outputs.LastHiddenState, expected.ReadSingles("last_hidden_state")), 0, Tolerance);
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void RunLayers_FirstLayer_GivesExpectedStates(string name)
    {
        (ModelFolder folder, SafetensorsFile expected) = GoldenModels.Open(name);
        using (expected)
        {
            Skip.IfNot(expected.TryGet("first_layer", out _), $"{name} has no first_layer.");
            using TorchModel model = TorchModel.Load(folder);
            using TokenBatch batch = ReadBatch(expected);
            using DisposeScope scope = NewDisposeScope();
            using var mode = inference_mode();
            TorchEncoder encoder = model.Encoder;
            Tensor hidden = encoder.RunLayers(encoder.Embed(batch.Ids, batch.TypeIds), TorchEncoder.ScoreMask(batch.Mask), 0, 1);
            Assert.InRange(Differences.Largest(TensorMemory.ToArray(hidden), expected.ReadSingles("first_layer")), 0, Tolerance);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Backward_GoldenModel_GivesExpectedLossAndGradients(string name)
    {
        (ModelFolder folder, SafetensorsFile expected) = GoldenModels.Open(name);
        using (expected)
        {
            using TorchModel model = TorchModel.Load(folder);
            using TokenBatch batch = ReadBatch(expected);
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = model.Logits(model.Encoder.Forward(batch, dropout: null), dropout: null)!;
            Tensor labels = tensor(expected.ReadInt64s("labels"));
            Tensor loss = nn.functional.cross_entropy(logits.reshape(-1, logits.shape[^1]), labels, ignore_index: -100);
            Assert.InRange(Differences.Largest([loss.item<float>()], expected.ReadSingles("loss")), 0, Tolerance);

            loss.backward();
            Dictionary<string, NamedWeight> byFileName = model.NamedWeights.ToDictionary(weight => folder.Tensors[weight.Name], StringComparer.Ordinal);
            string[] gradients = [.. expected.Tensors.Select(info => info.Name).Where(tensor => tensor.StartsWith("grad.", StringComparison.Ordinal))];
            Assert.NotEmpty(gradients);
            foreach (string gradient in gradients)
            {
                float[] actual = TensorMemory.ToArray(byFileName[gradient["grad.".Length..]].Value.grad!);
                Assert.InRange(Differences.Relative(actual, expected.ReadSingles(gradient)), 0, GradientTolerance);
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void ToTensors_GoldenModel_GivesTheFilesOwnTensorsBack(string name)
    {
        (ModelFolder folder, SafetensorsFile expected) = GoldenModels.Open(name);
        expected.Dispose();
        using TorchModel model = TorchModel.Load(folder);
        using ITensorSource source = folder.OpenWeights();
        Dictionary<string, NamedTensor> written = model.ToTensors().ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        Assert.Equal(source.Tensors.Select(info => info.Name).Except(folder.Tensors.Unused).Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        foreach (NamedTensor tensor in written.Values)
        {
            using var stream = new MemoryStream();
            tensor.WriteTo(stream);
            Assert.Equal(source.Require(tensor.Name), tensor.Info);
            Assert.True(source.GetBytes(tensor.Name).SequenceEqual(stream.ToArray()), tensor.Name);
        }
    }

    [SkippableFact]
    public void NotBuilt_EveryKind_IsUnknownToTheFamilies()
    {
        SharedFolders.Golden("models");
        static bool IsBuilt(string type) => EncoderFamilies.Find(type) is not null || TranslationFamilies.Find(type) is not null;
        Assert.DoesNotContain(GoldenModels.NotBuilt, IsBuilt);
        Assert.Equal(GoldenModels.NotBuilt, GoldenModels.Kinds.Where(type => !IsBuilt(type)).Order(StringComparer.Ordinal));
    }

    private static TokenBatch ReadBatch(SafetensorsFile expected) => TokenBatch.Create(
        expected.ReadInt64s("input_ids"),
        expected.ReadInt64s("attention_mask"),
        expected.TryGet("token_type_ids", out _) ? expected.ReadInt64s("token_type_ids") : null,
        (int)expected.Require("input_ids").Shape[1]);
}
