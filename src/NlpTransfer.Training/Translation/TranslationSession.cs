using System.Text.Json;
using System.Text.Json.Nodes;
using NlpTransfer.Tokenization;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>A translation model that is open for training: its folder, its tokenizers, the directions that it knows, and its weights.</summary>
internal sealed class TranslationSession : IDisposable
{
    private readonly TextTokenizer _source;
    private readonly TextTokenizer? _target;
    private readonly DirectoryInfo? _start;

    private TranslationSession(TranslationFolder folder, string parentPath, DirectoryInfo? start, LinearPrecision precision)
    {
        (Folder, ParentPath, _start) = (folder, parentPath, start);
        (_source, _target) = TextTokenizer.LoadBoth(folder);
        Model = TorchTranslationModel.Load(folder, precision);
    }

    /// <summary>The model as it was before training.</summary>
    internal TranslationFolder Folder { get; }

    /// <summary>The model's own folder, or that of the encoder that it was made from.</summary>
    internal string ParentPath { get; }

    /// <summary>Whether it was made from an encoder.</summary>
    internal bool IsWarmStart => _start is not null;

    /// <summary>The weights.</summary>
    internal TorchTranslationModel Model { get; }

    /// <summary>The unknown piece's id of sources and of targets; null where everything is known.</summary>
    internal (int? Source, int? Target) UnknownIds => (_source.SpecialTokens.Unknown, (_target ?? _source).SpecialTokens.Unknown);

    /// <summary>Opens a translation model, or makes one from an encoder.</summary>
    /// <param name="path">The folder of either.</param>
    /// <param name="directions">The directions that it is to be taught.</param>
    /// <param name="seed">What is drawn follows from it.</param>
    /// <param name="precision">The precision of products.</param>
    internal static TranslationSession Open(string path, IReadOnlyList<TranslationDirection> directions, ulong seed, LinearPrecision precision)
    {
        if (TranslationFolder.Is(path))
            return new TranslationSession(WithDirections(TranslationFolder.Open(path), directions), path, null, precision);
        ModelFolder encoder = ModelFolder.Open(path);
        SpecialTokens special = TextTokenizer.Load(encoder.RequireTokenizer()).SpecialTokens;
        DirectoryInfo start = Directory.CreateTempSubdirectory("nlptransfer-start-");
        try
        {
            return new TranslationSession(WithDirections(WarmStart.Write(encoder, special, seed, start.FullName), directions), path, start, precision);
        }
        catch
        {
            start.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Makes ids and texts in one direction.</summary>
    internal TranslationText Text(string? from, string? to, int? maxLength)
    {
        // What a model does not tell apart it is not told: the pairs say what it will translate.
        var languages = new TranslationLanguages(Folder, _source);
        return new TranslationText(Folder, _source, _target, languages.KnowsSource ? from : null, languages.KnowsTarget ? to : null, maxLength);
    }

    public void Dispose()
    {
        Model.Dispose();
        _start?.Delete(recursive: true);
    }

    // An encoder-decoder says in its config which directions it knows, and what stands before a source where there are several targets. Those of a parent stay only if they have such a
    // text: without one they are what the model unlearns.
    private static TranslationFolder WithDirections(TranslationFolder folder, IReadOnlyList<TranslationDirection> directions)
    {
        if (folder.Family != EncoderDecoderFamily.Family)
            return folder;
        JsonObject config = JsonObject.Create(folder.RawConfig)!.DeepClone().AsObject();
        var tasks = new JsonObject();
        if (config["task_specific_params"] is JsonObject known)
        {
            foreach ((string key, JsonNode? task) in known.Where(task => task.Value is JsonObject one && one["prefix"]?.GetValue<string>() is { Length: > 0 }))
                tasks[key] = task!.DeepClone();
        }

        bool tells = tasks.Count > 0 || directions.Select(direction => direction.To).Distinct().Count() > 1;
        foreach (TranslationDirection direction in directions)
            tasks[direction.Key] = new JsonObject { ["prefix"] = tells ? direction.Tag : "" };
        config["task_specific_params"] = tasks;
        using JsonDocument document = JsonDocument.Parse(config.ToJsonString());
        return folder.WithConfig(document.RootElement.Clone());
    }
}
