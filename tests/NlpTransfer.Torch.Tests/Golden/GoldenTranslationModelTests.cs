using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests;

public sealed class GoldenTranslationModelTests
{
    private const double Tolerance = 2e-5;

    public static TheoryData<string> Models => GoldenModels.Translating;

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Run_GoldenModel_GivesExpectedLogits(string name)
    {
        (TranslationFolder folder, SafetensorsFile expected) = GoldenModels.OpenTranslating(name);
        using (expected)
        {
            using TorchTranslationModel model = TorchTranslationModel.Load(folder);
            using TokenBatch batch = ReadBatch(expected);
            TranslationOutputs outputs = model.Run(batch, ReadTargets(folder));
            Assert.Equal(expected.Require("logits").Shape, outputs.LogitsShape);
            Assert.InRange(Differences.Largest(outputs.Logits!, expected.ReadSingles("logits")), 0, Tolerance);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Backward_GoldenModel_GivesExpectedLossAndGradients(string name)
    {
        (TranslationFolder folder, SafetensorsFile expected) = GoldenModels.OpenTranslating(name);
        using (expected)
        {
            using TorchTranslationModel model = TorchTranslationModel.Load(folder);
            using TokenBatch batch = ReadBatch(expected);
            using DisposeScope scope = NewDisposeScope();
            Tensor labels = tensor(expected.ReadInt64s("labels"));
            Tensor targets = tensor(ReadTargets(folder), batch.Ids.shape[0], labels.shape[0] / batch.Ids.shape[0]);
            Tensor logits = model.Logits(model.Decode(targets, model.Encode(batch, dropout: null), batch, dropout: null));
            Tensor loss = nn.functional.cross_entropy(logits.reshape(-1, logits.shape[^1]), labels, ignore_index: -100);
            Assert.InRange(Differences.Largest([loss.item<float>()], expected.ReadSingles("loss")), 0, Tolerance);

            loss.backward();
            GoldenComparison.SameGradients(expected, model.NamedWeights, weight => folder.Tensors.Find(weight)!);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void ToTensors_GoldenModel_GivesTheFilesOwnTensorsBack(string name)
    {
        (TranslationFolder folder, SafetensorsFile expected) = GoldenModels.OpenTranslating(name);
        expected.Dispose();
        Assert.Empty(folder.Tensors.Unused);
        using TorchTranslationModel model = TorchTranslationModel.Load(folder);
        using ITensorSource source = folder.OpenWeights();
        GoldenComparison.SameTensors(source, [], model.ToTensors());
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Generate_GoldenModel_GivesTheReferencesSequences(string name)
    {
        (TranslationFolder folder, SafetensorsFile expected) = GoldenModels.OpenTranslating(name);
        using (expected)
        {
            using TorchTranslationModel model = TorchTranslationModel.Load(folder);
            using TokenBatch batch = ReadBatch(expected);
            using JsonDocument cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Path, "expected.json")));
            Assert.NotEmpty(cases.RootElement.EnumerateObject());
            foreach (JsonProperty one in cases.RootElement.EnumerateObject())
            {
                GenerationOptions options = Options(folder, one.Value.GetProperty("arguments"));
                foreach (bool useCache in (bool[])[true, false])
                {
                    using TorchSequenceDecoder decoder = model.Begin(batch, useCache);
                    IReadOnlyList<IReadOnlyList<GeneratedSequence>> made = SequenceGenerator.Generate(decoder, folder.Generation, options);
                    Compare(folder, one, options, made);
                }
            }
        }
    }

    private static void Compare(TranslationFolder folder, JsonProperty expected, GenerationOptions options, IReadOnlyList<IReadOnlyList<GeneratedSequence>> made)
    {
        long[][] sequences = [.. expected.Value.GetProperty("sequences").EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt64()).ToArray())];
        (long[] ids, int length) = SequenceRows.Of([.. made.Select(best => best[0])], folder.Generation, options);
        Assert.Equal(sequences, ids.Chunk(length));

        if (expected.Value.GetProperty("sequences_scores") is { ValueKind: JsonValueKind.Array } scores)
            Assert.All(scores.EnumerateArray().Zip(made), pair => Assert.Equal(pair.First.GetDouble(), pair.Second[0].Score, 2e-5));
    }

    private static GenerationOptions Options(TranslationFolder folder, JsonElement arguments)
    {
        GenerationOptions options = folder.Generation.Options;
        foreach (JsonProperty argument in arguments.EnumerateObject())
        {
            options = argument.Name switch
            {
                "num_beams" => options with { Beams = argument.Value.GetInt32() },
                "max_new_tokens" => options with { MaxNewTokens = argument.Value.GetInt32() },
                "forced_bos_token_id" => options with { FirstToken = argument.Value.GetInt32() },
                "length_penalty" => options with { LengthPenalty = argument.Value.GetDouble() },
                "early_stopping" => options with { EarlyStopping = argument.Value.GetBoolean() ? BeamStopping.WhenFull : BeamStopping.Heuristic },
                "no_repeat_ngram_size" => options with { NoRepeatNgram = argument.Value.GetInt32() },
                _ => throw new InvalidDataException(argument.Name),
            };
        }

        return options;
    }

    private static long[] ReadTargets(TranslationFolder folder) =>
        TokenBatchFile.ReadTargets(Path.Combine(folder.Path, "expected.safetensors"), folder.Config)!.Value.Ids;

    private static TokenBatch ReadBatch(SafetensorsFile expected) => TokenBatch.Create(
        expected.ReadInt64s("input_ids"), expected.ReadInt64s("attention_mask"), null, (int)expected.Require("input_ids").Shape[1]);
}
