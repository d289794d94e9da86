using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests;

public sealed class GoldenModelTests
{
    private const double Tolerance = 2e-5;

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
            GoldenComparison.SameGradients(expected, model.NamedWeights, weight => folder.Tensors[weight]);
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
        GoldenComparison.SameTensors(source, folder.Tensors.Unused, model.ToTensors());
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
