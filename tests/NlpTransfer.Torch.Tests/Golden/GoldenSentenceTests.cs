using System.Text.Json;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Torch.Tests;

public sealed class GoldenSentenceTests
{
    [SkippableFact]
    public void Run_E5Small_GivesExpectedStates() => CheckStates("e5-small", SharedFolders.E5Small());

    [SkippableFact]
    public void Run_MinilmEn_GivesExpectedStates() => CheckStates("minilm-en", SharedFolders.MinilmEn());

    [SkippableFact]
    public Task Embed_E5Small_GivesExpectedVectors() => CheckVectors("e5-small", SharedFolders.E5Small());

    [SkippableFact]
    public Task Embed_MinilmEn_GivesExpectedVectors() => CheckVectors("minilm-en", SharedFolders.MinilmEn());

    private static void CheckStates(string name, string path)
    {
        using SafetensorsFile expected = SafetensorsFile.Open(SharedFolders.Golden("models", name + ".expected.safetensors"));
        ModelFolder folder = ModelFolder.Open(path);
        Assert.Empty(folder.Tensors.Unused);
        using TorchModel model = TorchModel.Load(folder);
        long[] mask = expected.ReadInt64s("attention_mask");
        using TokenBatch batch = TokenBatch.Create(expected.ReadInt64s("input_ids"), mask, null, (int)expected.Require("input_ids").Shape[1]);
        ModelOutputs outputs = model.Run(batch);
        Assert.InRange(Differences.Largest(outputs.LastHiddenState, expected.ReadSingles("last_hidden_state")), 0, 2e-5);
    }

    private static async Task CheckVectors(string name, string path)
    {
        using SafetensorsFile expected = SafetensorsFile.Open(SharedFolders.Golden("models", name + ".expected.safetensors"));
        using JsonDocument texts = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedFolders.Golden("models", name + ".texts.json")));
        ModelFolder folder = ModelFolder.Open(path);
        TextTokenizer tokenizer = TextTokenizer.Load(path);
        // The golden vectors were made without a prompt.
        using var embedder = new TorchTextEmbedder(
            TorchEncoder.Load(folder), new EncoderInput(folder, tokenizer, prompt: ""), folder.Sentence.Pooling, steps: folder.Sentence.Steps);
        IReadOnlyList<TextEmbedding> vectors = await embedder.EmbedAsync([.. texts.RootElement.EnumerateArray().Select(text => text.GetString()!)]);
        Assert.Equal(0, vectors.Sum(vector => vector.CutTokens));
        float[] actual = [.. vectors.SelectMany(vector => vector.Vector)];
        Assert.InRange(Differences.Largest(actual, expected.ReadSingles("mean_pooled_normalized")), 0, 2e-5);
    }
}
