using System.Globalization;
using NlpTransfer.Corpora;
using NlpTransfer.Tokenization;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>
/// Pretrains an encoder from nothing by masked language modelling (Devlin et al. 2019) on plain text of several languages, and with parallel text by translation language modelling
/// (Conneau and Lample 2019).
/// </summary>
public static class Pretraining
{
    /// <summary>Pretrains.</summary>
    /// <param name="tokenizer">A tokenizer with a mask token: a file, or a folder with one.</param>
    /// <param name="texts">Plain texts of the languages.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellationToken">Stops the work. Once training runs, it ends with the best weights so far instead of failing: see <see cref="TrainedMaskedModel.WasInterrupted"/>.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="UsageException">Options are at fault, no text is given, or the tokenizer lacks a token.</exception>
    /// <exception cref="BadDataException">The texts can't be read, or there are too few.</exception>
    /// <exception cref="ModelFormatException">The tokenizer can't be used.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded, the log can't be written, or the loss is no longer finite.</exception>
    public static async Task<TrainedMaskedModel> RunAsync(
        string tokenizer, IReadOnlyList<TextCorpus> texts, PretrainingOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tokenizer);
        ArgumentNullException.ThrowIfNull(texts);
        (options ??= new PretrainingOptions()).Validate();
        if (texts.Count == 0)
            throw new UsageException("No text is given to pretrain on; give at least one (--text).");
        TextTokenizer loaded = TextTokenizer.Load(tokenizer);
        _ = MaskableTokens.Of(loaded, tokenizer);
        MaskedMaterial material = await MaskedMaterial.ReadAsync(texts, [], options.Texts, options.Training.Seed, progress, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Train(tokenizer, loaded, texts, material, options, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static TrainedMaskedModel Train(
        string path, TextTokenizer tokenizer, IReadOnlyList<TextCorpus> texts, MaskedMaterial material, PretrainingOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var training = new MaskedTraining(
            tokenizer, path, options.Training, options.Texts, sourceShare: 0, [new MaskedStage("pretraining", TrainLayers: true, Share: 1)]);
        var begun = new MaskedModelOrigin(
            Describe(path, texts, options), "A text encoder with a masked-LM head, being pretrained from nothing.", null, folder => NewEncoderTokenizer.Write(path, tokenizer, folder));
        (MaskedLanguageModel model, MaskedTrainingReport report) = TemporaryModel.Use(
            folder => NewEncoder.WriteInto(folder, path, tokenizer, options.Encoder, options.Training.Seed, provenance: null),
            folder => training.Run(folder, material, begun, progress, cancellation));
        return new TrainedMaskedModel(model, Describe(begun, options, model, report), report);
    }

    private static MaskedModelOrigin Describe(MaskedModelOrigin begun, PretrainingOptions options, MaskedLanguageModel model, MaskedTrainingReport report)
    {
        EncoderConfig config = model.Encoder.Config;
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"A text encoder with a masked-LM head, pretrained from nothing: {options.Encoder.Family}, {config.Layers} layers of width {config.HiddenSize}, {config.VocabularySize:N0} pieces, {report.Parameters:N0} parameters, on {report.Texts:N0} sequences of plain text{(report.Pairs > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {report.Pairs:N0} translations") : "")}.");
        return begun with { Provenance = begun.Provenance.After(report.Run) with { Kernels = model.Encoder.KernelName }, Summary = summary };
    }

    private static Provenance Describe(string path, IReadOnlyList<TextCorpus> texts, PretrainingOptions options) => new()
    {
        Command = "pretrain",
        Options = MaskedProvenance.Options(options.Training, options.Texts, ("encoder", options.Encoder.Describe())),
        Seed = options.Training.Seed,
        Inputs = [NewEncoderTokenizer.Input(path), .. AdaptedInputs.Of("text", texts), .. MaskedProvenance.Inputs(options.Texts)],
    };
}
