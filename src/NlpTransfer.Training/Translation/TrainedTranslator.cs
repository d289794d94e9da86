using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>A translation model that was trained: it translates, and is saved as a model folder. Dispose it to free what libtorch holds.</summary>
public sealed class TrainedTranslator : IDisposable
{
    private readonly TranslationSession _session;
    private readonly IReadOnlyList<TranslationDirection> _directions;

    internal TrainedTranslator(TranslationSession session, IReadOnlyList<TranslationDirection> directions, Provenance provenance, TranslationReport report) =>
        (_session, _directions, Provenance, Report) = (session, directions, provenance, report);

    /// <summary>What training took and gave.</summary>
    public TranslationReport Report { get; }

    /// <summary>What made it.</summary>
    public Provenance Provenance { get; }

    /// <summary>Whether training was cancelled before its end; the model can be used all the same.</summary>
    public bool WasInterrupted => Report.Run.Interrupted;

    /// <summary>Translates with the weights in memory, in the first direction that was trained or another.</summary>
    /// <param name="from">The language of texts; null for that of the first direction.</param>
    /// <param name="to">The language of translations; null for that of the first direction.</param>
    /// <param name="options">How to generate; null for greedily.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <returns>A translator that is valid as long as this is.</returns>
    /// <exception cref="UsageException">The model doesn't know a language, or options are out of range.</exception>
    public ITextTranslator Translator(string? from = null, string? to = null, GenerationOptions? options = null, IProgress<WorkProgress>? progress = null)
    {
        TranslationText text = _session.Text(from ?? _directions[0].From?.ToString(), to ?? _directions[0].To.ToString(), null);
        return new TorchTextTranslator(
            _session.Folder, text, _session.Model, ownsModel: false, options ?? _session.Folder.Generation.Options with { Beams = 1, Sampling = null }, TorchTextTranslator.DefaultBatchTokens, progress);
    }

    /// <summary>Saves the model and its history (training.jsonl) into a folder that was begun before training, so that no other run could take its name meanwhile; commits it.</summary>
    /// <param name="folder">The folder; nothing else may be in it.</param>
    /// <param name="evaluation">What the card is to say of held-out data; empty for nothing.</param>
    /// <param name="type">The type to write weights in; null for the one that they were read in.</param>
    /// <param name="lossPicture">SVG of the history, written as loss.svg and shown in the card; null for none.</param>
    /// <exception cref="UsageException">Something has come to stand there and may not be replaced.</exception>
    /// <exception cref="NlpTransferException">The folder can't be written; what stood there is untouched.</exception>
    public Task SaveAsync(AtomicFolder folder, IReadOnlyList<CardScore>? evaluation = null, TensorType? type = null, string? lossPicture = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Task.Run(() =>
        {
            folder.Fill(work => Write(work, Card(Path.GetFileName(folder.Goal), evaluation ?? [], lossPicture is not null), type, lossPicture));
            folder.Commit();
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private void Write(string work, ModelCard card, TensorType? type, string? lossPicture)
    {
        TranslationFolderWriter.WriteInto(work, new TranslationContents
        {
            Config = Config(type),
            Generation = Generation(),
            Tensors = _session.Model.ToTensors(type),
            WriteTokenizer = to => TokenizerFiles.Copy(_session.Folder.Path, to),
            Provenance = Provenance,
            Card = card,
        });
        File.WriteAllText(Path.Combine(work, TrainingLog.FileName), TrainingLog.ToLines(Report.History));
        if (lossPicture is not null)
            File.WriteAllText(Path.Combine(work, TrainedMaskedModel.PictureName), lossPicture + "\n");
    }

    private JsonObject Config(TensorType? type)
    {
        JsonObject config = JsonObject.Create(_session.Folder.RawConfig)!.DeepClone().AsObject();
        if (type is { } wanted)
            config[config.ContainsKey("torch_dtype") ? "torch_dtype" : "dtype"] = wanted switch { TensorType.Float16 => "float16", TensorType.BFloat16 => "bfloat16", _ => "float32" };
        return config;
    }

    private JsonObject Generation()
    {
        string file = Path.Combine(_session.Folder.Path, "generation_config.json");
        if (File.Exists(file))
            return JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        // An older folder keeps these in config.json, where they stay.
        GenerationConfig own = _session.Folder.Generation;
        return new JsonObject
        {
            ["decoder_start_token_id"] = own.StartId,
            ["eos_token_id"] = new JsonArray([.. own.EndIds.Select(id => (JsonNode?)id)]),
            ["pad_token_id"] = own.PaddingId,
            ["num_beams"] = own.Options.Beams,
            ["length_penalty"] = own.Options.LengthPenalty,
            ["bad_words_ids"] = own.Options.BadWords.Count == 0 ? null : new JsonArray([.. own.Options.BadWords.Select(word => new JsonArray([.. word.Select(id => (JsonNode?)id)]))]),
        };
    }

    private ModelCard Card(string title, IReadOnlyList<CardScore> evaluation, bool hasPicture)
    {
        string parent = Provenance.Parents[0].Name;
        var summary = new StringBuilder();
        summary.Append(CultureInfo.InvariantCulture, $"Translates {string.Join(", ", _directions.Select(direction => $"{direction.From?.ToString() ?? "text"} to {direction.To}"))}. ");
        summary.Append(_session.IsWarmStart ? $"Made from the encoder {parent}, whose weights its decoder began with too" : $"Made from {parent}");
        summary.Append(CultureInfo.InvariantCulture, $", by training on {Report.Pairs:N0} pairs for {Report.Run.Steps:N0} steps.");
        return new ModelCard
        {
            Title = title,
            Summary = summary.ToString(),
            BaseModel = parent,
            PipelineTag = "translation",
            Languages = [.. _directions.SelectMany(direction => new[] { direction.From, direction.To }).OfType<LanguageTag>().Distinct()],
            Evaluation = evaluation,
            EvaluationText = Report.Chrf is { } chrf
                ? string.Create(CultureInfo.InvariantCulture, $"chrF2 {chrf:0.0} (before training {Report.ChrfBefore:0.0}) on {Report.HeldOut:N0} pairs that were held out of the training data and chose these weights, so that it flatters them.")
                : null,
            Sections = hasPicture
                ? [new CardSection("Loss", $"Training loss per target token on the way; the figures, with the learning rate, are in `{TrainingLog.FileName}`.\n\n![Loss by step]({TrainedMaskedModel.PictureName})")]
                : [],
        };
    }
}
