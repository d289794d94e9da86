using System.Text.Json.Nodes;
using NlpTransfer.Remapping;
using NlpTransfer.Tokenization;
using NlpTransfer.Torch;

namespace NlpTransfer.Conformance.Tests;

/// <summary>
/// A model whose tokens get other ids, the padding's among them, computes what it did before, and what the reference library computed: of each family, with each
/// of its heads.
/// </summary>
public sealed class RemappedFamilyTests : IDisposable
{
    private static readonly string[] Special = ["<s>", "<pad>", "</s>", "<unk>"];

    private readonly string _home = Directory.CreateTempSubdirectory("nlptransfer-families-").FullName;

    public static TheoryData<string> Models => GoldenFamilies.All;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public async Task ApplyAsync_TokensInAnotherOrder_LeavesLogitsAsTheReferenceHasThem(string name)
    {
        string golden = GoldenFamilies.Folder(name), from = Path.Combine(_home, "from"), goal = Path.Combine(_home, "to");
        Directory.CreateDirectory(from);
        foreach (string file in (string[])["config.json", "model.safetensors"])
            File.Copy(Path.Combine(golden, file), Path.Combine(from, file));
        int rows = ModelFolder.Open(from).Config.VocabularySize;
        string[] old = [.. Special, .. Enumerable.Range(0, rows - Special.Length).Select(i => $"▁p{i}")];
        WriteTokenizer(from, old);
        // All ids change, and the padding's grows: positions that follow it need rows that the model has not.
        string[] pieces = [.. old.Skip(Special.Length).Take(3), .. Special.Reverse(), .. old.Skip(Special.Length + 3).Reverse()];
        string other = Path.Combine(_home, "other");
        WriteTokenizer(other, pieces);

        ModelFolder model = ModelFolder.Open(from);
        await RemapPlan.Create(model, TextTokenizer.Load(other)).ApplyAsync(model, goal);

        using SafetensorsFile expected = SafetensorsFile.Open(Path.Combine(golden, "expected.safetensors"));
        int[] newIds = [.. old.Select(piece => Array.IndexOf(pieces, piece))];
        long[] ids = [.. expected.ReadInt64s("input_ids").Select(id => (long)newIds[id])];
        using TorchModel remapped = TorchModel.Load(ModelFolder.Open(goal));
        using TokenBatch batch = TokenBatch.Create(
            ids, expected.ReadInt64s("attention_mask"), expected.TryGet("token_type_ids", out _) ? expected.ReadInt64s("token_type_ids") : null,
            (int)expected.Require("input_ids").Shape[1]);
        ModelOutputs outputs = remapped.Run(batch);
        float[] wanted = expected.ReadSingles("logits"), logits = outputs.Logits!;
        int width = (int)expected.Require("logits").Shape[^1];
        bool overTokens = model.Config.Head == EncoderHead.MaskedLanguageModel;
        Assert.Equal(wanted.Length, logits.Length);
        for (int i = 0; i < wanted.Length; i++)
            Assert.InRange(logits[overTokens ? (i / width * width) + newIds[i % width] : i] - wanted[i], -2e-5, 2e-5);
    }

    private static void WriteTokenizer(string folder, string[] pieces)
    {
        Directory.CreateDirectory(folder);
        JsonObject Metaspace() => new() { ["type"] = "Metaspace", ["replacement"] = "▁", ["prepend_scheme"] = "always", ["split"] = true };
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray([.. Special.Select(token => (Token: token, Id: Array.IndexOf(pieces, token))).OrderBy(token => token.Id).Select(token => new JsonObject
            {
                ["id"] = token.Id, ["content"] = token.Token, ["single_word"] = false, ["lstrip"] = false, ["rstrip"] = false, ["normalized"] = false, ["special"] = true,
            })]),
            ["normalizer"] = null,
            ["pre_tokenizer"] = Metaspace(),
            ["post_processor"] = null,
            ["decoder"] = Metaspace(),
            ["model"] = new JsonObject
            {
                ["type"] = "Unigram",
                ["unk_id"] = Array.IndexOf(pieces, "<unk>"),
                ["byte_fallback"] = false,
                ["vocab"] = new JsonArray([.. pieces.Select(piece => new JsonArray(piece, -1.0))]),
            },
        }.ToJsonString());
    }
}
