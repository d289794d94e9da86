using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Models;

/// <summary>A translation model's folder as <c>model inspect</c> shows it.</summary>
internal sealed class TranslationModelView(TranslationFolder model, TextTokenizer? tokenizer, IReadOnlyList<TensorInfo> tensors)
{
    private long Parameters => tensors.Where(tensor => tensor.Type.IsFloatingPoint()).Sum(tensor => tensor.ElementCount);

    private long Bytes => tensors.Sum(tensor => tensor.ByteLength);

    private GenerationOptions Generation => model.Generation.Options;

    internal JsonObject ToJson() => new()
    {
        ["family"] = model.Family.ModelType,
        ["architecture"] = model.Config.Architecture,
        ["head"] = "translation",
        ["encoder"] = Side(model.Config.Encoder),
        ["decoder"] = Side(model.Config.Decoder),
        ["sharedEmbeddings"] = model.Config.SharesEmbeddings,
        ["parameters"] = Parameters,
        ["bytes"] = Bytes,
        ["tensors"] = tensors.Count,
        ["missing"] = Texts(model.Tensors.Missing),
        ["unused"] = Texts(model.Tensors.Unused),
        ["generation"] = new JsonObject
        {
            ["startId"] = model.Generation.StartId,
            ["endIds"] = new JsonArray([.. model.Generation.EndIds.Select(id => (JsonNode?)id)]),
            ["paddingId"] = model.Generation.PaddingId,
            ["beams"] = Generation.Beams,
            ["maxNewTokens"] = Generation.MaxNewTokens,
            ["lengthPenalty"] = Generation.LengthPenalty,
            ["unsupported"] = Texts(model.Generation.Unsupported),
        },
        ["tokenizer"] = tokenizer is null ? null : new JsonObject
        {
            ["file"] = Path.GetFileName(model.TokenizerPath),
            ["model"] = tokenizer.Definition.Model.Type,
            ["vocabularySize"] = tokenizer.VocabularySize,
        },
        ["provenance"] = model.Provenance is { } provenance ? new JsonObject { ["command"] = provenance.Command, ["seed"] = provenance.Seed } : null,
    };

    internal void Write(IAnsiConsole console) => Tables.Pairs(
        console,
        ("family", $"{model.Family.ModelType}{(model.Config.Architecture is null ? "" : $" ({model.Config.Architecture})")}"),
        ("encoder", Describe(model.Config.Encoder)),
        ("decoder", Describe(model.Config.Decoder)),
        ("embeddings", model.Config.SharesEmbeddings ? "shared by both sides" : null),
        ("parameters", $"{Figures.Count(Parameters)} in {tensors.Count} tensors ({Figures.Bytes(Bytes)})"),
        ("tokenizer", tokenizer is null ? "none" : $"{tokenizer.Definition.Model.Type}, {Figures.Count(tokenizer.VocabularySize)} pieces ({Path.GetFileName(model.TokenizerPath)})"),
        ("generation", $"{Generation.Beams} beams, at most {Generation.MaxNewTokens} tokens"),
        ("not supported", model.Generation.Unsupported.Count == 0 ? null : string.Join(", ", model.Generation.Unsupported)),
        ("missing tensors", model.Tensors.Missing.Count == 0 ? null : string.Join(", ", model.Tensors.Missing)),
        ("unused tensors", model.Tensors.Unused.Count == 0 ? null : string.Join(", ", model.Tensors.Unused)),
        ("made by", model.Provenance is { } made ? $"nlptransfer {made.Command}{(made.Seed is { } seed ? $", seed {seed}" : "")}" : null));

    private static JsonObject Side(StackConfig side) => new()
    {
        ["layers"] = side.Layers,
        ["hiddenSize"] = side.HiddenSize,
        ["heads"] = side.Heads,
        ["intermediateSize"] = side.IntermediateSize,
        ["vocabularySize"] = side.VocabularySize,
        ["maxLength"] = side.MaxTokens,
    };

    private static string Describe(StackConfig side) =>
        $"{side.Layers} layers x {side.HiddenSize}, {side.Heads} heads, feed-forward {side.IntermediateSize}, {Figures.Count(side.VocabularySize)} pieces, {side.MaxTokens} tokens";

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
