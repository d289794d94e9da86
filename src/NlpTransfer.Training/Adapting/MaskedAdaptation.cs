using System.Globalization;
using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Training;

/// <summary>
/// Adapts a model with a masked-LM head to other languages (Gururangan et al. 2020, "Don't stop pretraining"): on plain text it goes on guessing hidden tokens, first with its token
/// embeddings alone, which a change of vocabulary made anew, then as a whole; with parallel text by translation language modelling too.
/// </summary>
public static class MaskedAdaptation
{
    /// <summary>Adapts.</summary>
    /// <param name="model">The model; it has a masked-LM head.</param>
    /// <param name="texts">Plain texts of the languages that count.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellationToken">Stops the work. Once training runs, it ends with the best weights so far instead of failing: see <see cref="TrainedMaskedModel.WasInterrupted"/>.</param>
    /// <returns>The adapted model; dispose it.</returns>
    /// <exception cref="UsageException">Options are at fault, no text is given, the model has no masked-LM head, or its tokenizer no mask token.</exception>
    /// <exception cref="BadDataException">The texts can't be read, or there are too few.</exception>
    /// <exception cref="ModelFormatException">The model can't be used.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded, the log can't be written, or the loss is no longer finite.</exception>
    public static async Task<TrainedMaskedModel> RunAsync(
        ModelFolder model, IReadOnlyList<TextCorpus> texts, MaskedAdaptationOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(texts);
        (options ??= new MaskedAdaptationOptions()).Validate();
        if (model.Config.Head != EncoderHead.MaskedLanguageModel)
            throw new UsageException($"{model.Path}: the model has no masked-LM head, so it can't guess hidden tokens; heal it to the vectors of the model from before its vocabulary was changed.");
        if (texts.Count == 0)
            throw new UsageException("No text is given to adapt to; give at least one (--text).");
        TextTokenizer tokenizer = TextTokenizer.Load(model.RequireTokenizer());
        _ = MaskableTokens.Of(tokenizer, model.Path);
        MaskedMaterial material = await MaskedMaterial.ReadAsync(texts, options.Source, options.Texts, options.Training.Seed, progress, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Train(model, tokenizer, texts, material, options, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static TrainedMaskedModel Train(
        ModelFolder folder, TextTokenizer tokenizer, IReadOnlyList<TextCorpus> texts, MaskedMaterial material, MaskedAdaptationOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        MaskedStage[] stages =
        [
            new("adapting embeddings", TrainLayers: false, options.EmbeddingsFirst),
            new("adapting all layers", TrainLayers: true, 1 - options.EmbeddingsFirst),
        ];
        var training = new MaskedTraining(tokenizer, folder.Path, options.Training, options.Texts, options.SourceShare, stages);
        MaskedModelOrigin begun = Origin(folder, Describe(folder, texts, options));
        (MaskedLanguageModel model, MaskedTrainingReport report) = training.Run(folder, material, begun, progress, cancellation);
        return new TrainedMaskedModel(model, Describe(begun, model, report), report);
    }

    private static MaskedModelOrigin Describe(MaskedModelOrigin begun, MaskedLanguageModel model, MaskedTrainingReport report)
    {
        string pairs = report.Pairs > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {report.Pairs:N0} translations") : "";
        string summary = string.Create(
            CultureInfo.InvariantCulture, $"A text encoder with a masked-LM head, made from {begun.BaseModel} by going on with its pretraining on {report.Texts:N0} sequences of plain text{pairs}.");
        return begun with { Provenance = begun.Provenance.After(report.Run) with { Kernels = model.Encoder.KernelName }, Summary = summary };
    }

    private static MaskedModelOrigin Origin(ModelFolder folder, Provenance provenance)
    {
        string parent = provenance.Parents[0].Name;
        return new MaskedModelOrigin(provenance, $"A text encoder with a masked-LM head, being made from {parent} by going on with its pretraining.", parent, to => TokenizerFiles.Copy(folder.EncoderPath, to))
        {
            Sentence = File.Exists(Path.Combine(folder.Path, "modules.json")) ? folder.Sentence : null,
            WriteMore = to => AdaptedFolderWriter.CopyNotices(folder.Path, to),
        };
    }

    private static Provenance Describe(ModelFolder folder, IReadOnlyList<TextCorpus> texts, MaskedAdaptationOptions options) => new()
    {
        Command = "adapt",
        Options = MaskedProvenance.Options(options.Training, options.Texts, ("adapting", options.Describe())),
        Seed = options.Training.Seed,
        Inputs = [.. AdaptedInputs.Of("text", texts), .. AdaptedInputs.Of("source text", options.Source), .. MaskedProvenance.Inputs(options.Texts)],
        Parents = [AdaptedInputs.Of(folder)],
    };
}
