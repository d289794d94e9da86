using System.Text.Json.Nodes;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;
using Spectre.Console;

namespace NlpTransfer.Cli.Commands.Models;

/// <summary>A model folder as <c>model inspect</c> shows it.</summary>
internal sealed class ModelView(ModelFolder model, TextTokenizer? tokenizer, IReadOnlyList<TensorInfo> tensors)
{
    /// <summary>A sentence where the tokenizer gives ids that the model has no row for; null where all is well.</summary>
    internal string? SizesDiffer => tokenizer is not null && tokenizer.VocabularySize > model.Config.VocabularySize
        ? $"the tokenizer has {Figures.Count(tokenizer.VocabularySize)} pieces and the model {Figures.Count(model.Config.VocabularySize)}: texts with the others can't be read"
        : null;

    private long Parameters => tensors.Where(tensor => tensor.Type.IsFloatingPoint()).Sum(tensor => tensor.ElementCount);

    private long Bytes => tensors.Sum(tensor => tensor.ByteLength);

    private string Types => string.Join(", ", tensors.Select(tensor => tensor.Type.SafetensorsName()).Distinct().Order(StringComparer.Ordinal));

    internal JsonObject ToJson() => new()
    {
        ["family"] = model.Family.ModelType,
        ["architecture"] = model.Config.Architecture,
        ["head"] = Head,
        ["labels"] = model.Config.Labels is { } labels ? Texts(labels) : null,
        ["layers"] = model.Config.Layers,
        ["hiddenSize"] = model.Config.HiddenSize,
        ["heads"] = model.Config.Heads,
        ["intermediateSize"] = model.Config.IntermediateSize,
        ["vocabularySize"] = model.Config.VocabularySize,
        ["maxPositions"] = model.Config.MaxPositions,
        ["maxLength"] = model.MaxLength,
        ["parameters"] = Parameters,
        ["bytes"] = Bytes,
        ["types"] = Types,
        ["tensors"] = tensors.Count,
        ["missing"] = Texts(model.Tensors.Missing),
        ["unused"] = Texts(model.Tensors.Unused),
        ["tokenizer"] = tokenizer is null ? null : new JsonObject
        {
            ["file"] = Path.GetFileName(model.TokenizerPath),
            ["model"] = tokenizer.Definition.Model.Type,
            ["normalizer"] = tokenizer.Definition.Normalizer?.Type,
            ["preTokenizer"] = tokenizer.Definition.PreTokenizer?.Type,
            ["vocabularySize"] = tokenizer.VocabularySize,
        },
        ["sentence"] = new JsonObject
        {
            ["pooling"] = Pooling,
            ["normalize"] = model.Sentence.Normalize,
            ["dense"] = new JsonArray([.. model.Sentence.Dense.Select(dense => new JsonObject { ["inputs"] = dense.Inputs, ["outputs"] = dense.Outputs })]),
            ["prompts"] = new JsonObject([.. model.Sentence.Prompts.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))]),
            ["defaultPrompt"] = model.Sentence.DefaultPrompt,
        },
        ["provenance"] = model.Provenance is { } provenance ? OfProvenance(provenance) : null,
    };

    internal void Write(IAnsiConsole console)
    {
        EncoderConfig config = model.Config;
        Tables.Pairs(
            console,
            ("family", $"{model.Family.ModelType}{(config.Architecture is null ? "" : $" ({config.Architecture})")}"),
            ("size", $"{config.Layers} layers x {config.HiddenSize}, {config.Heads} heads, feed-forward {config.IntermediateSize}"),
            ("parameters", $"{Figures.Count(Parameters)} in {tensors.Count} tensors ({Types}, {Figures.Bytes(Bytes)})"),
            ("vocabulary", $"{Figures.Count(config.VocabularySize)} pieces"),
            ("longest text", $"{model.MaxLength} tokens"),
            ("tokenizer", tokenizer is null ? "none" : $"{tokenizer.Definition.Model.Type}, {Figures.Count(tokenizer.VocabularySize)} pieces ({Path.GetFileName(model.TokenizerPath)})"),
            ("head", Head),
            ("labels", config.Labels is { } labels ? string.Join(", ", labels) : null),
            ("sentence vector", Sentence()),
            ("prompts", model.Sentence.Prompts.Count == 0 ? null : string.Join(", ", model.Sentence.Prompts.Select(p => $"{p.Key} \"{p.Value}\""))),
            ("missing tensors", Names(model.Tensors.Missing)),
            ("unused tensors", Names(model.Tensors.Unused)),
            ("made by", model.Provenance is { } made ? $"nlptransfer {made.Command}{(made.Seed is { } seed ? $", seed {seed}" : "")}" : null),
            ("made from", model.Provenance is { } from ? MadeFrom(from) : null),
            ("predicts with", model.Provenance is { PredictingParts.Count: > 0 } parts ? string.Join(" + ", parts.PredictingParts) : null),
            ("computed by", model.Provenance?.Kernels));
    }

    private string Head => model.Config.Head switch
    {
        EncoderHead.SequenceClassification => "classifier on the first token",
        EncoderHead.MaskedLanguageModel => "masked language model",
        _ => model.Sentence.Dense.Count > 0 ? "linear layer on the sentence vector" : "none",
    };

    private string Pooling => model.Sentence.Pooling switch { PoolingMode.Mean => "mean", PoolingMode.Max => "max", _ => "first token" };

    private string Sentence() =>
        $"{Pooling} of the last layer" +
        string.Concat(model.Sentence.Steps.Select(step => step.Dense is { } dense ? $", linear to {dense.Outputs}" : ", unit length")) +
        (model.Sentence.DefaultPrompt.Length > 0 ? $", after \"{model.Sentence.DefaultPrompt}\"" : "");

    // A model trimmed by many texts would fill the screen; --json has them all.
    private static string? MadeFrom(Provenance made)
    {
        const int Shown = 6;
        string[] names = [.. made.Parents.Concat(made.Inputs).Select(input => input.Name)];
        return names.Length == 0 ? null : string.Join(", ", names.Take(Shown)) + (names.Length > Shown ? $", and {names.Length - Shown} more" : "");
    }

    private static string? Names(IReadOnlyList<string> names) => names.Count == 0 ? null : string.Join(", ", names);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    private static JsonObject OfProvenance(Provenance made) => new()
    {
        ["command"] = made.Command,
        ["seed"] = made.Seed,
        ["options"] = new JsonObject([.. made.Options.Select(o => KeyValuePair.Create(o.Key, (JsonNode?)o.Value))]),
        ["inputs"] = new JsonArray([.. made.Inputs.Select(OfInput)]),
        ["parents"] = new JsonArray([.. made.Parents.Select(OfInput)]),
        ["predictingParts"] = Texts(made.PredictingParts),
        ["kernels"] = made.Kernels,
    };

    private static JsonObject OfInput(ProvenanceInput input) => new() { ["name"] = input.Name, ["sha256"] = input.Sha256, ["licence"] = input.Licence };
}
