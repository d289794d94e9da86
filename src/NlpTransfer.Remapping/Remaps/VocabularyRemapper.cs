using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Gives a model another vocabulary in one step: extends or exchanges it, expresses new tokens by old ones, and writes the model as a new folder.</summary>
public static class VocabularyRemapper
{
    /// <summary>The file of the report in the new folder.</summary>
    public const string ReportName = "remap.json";

    /// <summary>The file of the plan in the new folder.</summary>
    public const string PlanName = "plan.parquet";

    /// <summary>Remaps a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trained">A tokenizer for the new language; null where the text alone tells which pieces to add.</param>
    /// <param name="sources">What there is of the new language.</param>
    /// <param name="output">The new folder. It gets a model card, the report as <see cref="ReportName"/> and the plan as <see cref="PlanName"/>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Is told how far the work has come.</param>
    /// <param name="cancellation">Stops between batches of rows.</param>
    /// <returns>The report.</returns>
    /// <exception cref="UsageException">Options contradict each other or what was given, or <paramref name="output"/> exists and may not be replaced.</exception>
    /// <exception cref="BadDataException">A text, lexicon or corpus can't be read, or is too poor for what was asked for.</exception>
    /// <exception cref="ModelFormatException">Tokenizer and model do not fit together, or the model's tokenizer lacks special tokens.</exception>
    public static Task<RemapReport> RunAsync(
        ModelFolder model, TextTokenizer? trained, RemapSources sources, string output, VocabularyRemapOptions? options = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) => RunAsync(() => VocabularyFolder.Of(model), trained, sources, output, options, progress, cancellation);

    /// <summary>Remaps a translation model, so that it can be fine-tuned for another language than it was made for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trained">A tokenizer for the new language; null where the text alone tells which pieces to add.</param>
    /// <param name="sources">What there is of the new language: of the side's, that is of the target language where the target's vocabulary changes.</param>
    /// <param name="output">The new folder, as above.</param>
    /// <param name="side">The side whose vocabulary changes; null for both where one tokenizer serves them, else for the target.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="progress">Is told how far the work has come.</param>
    /// <param name="cancellation">Stops between batches of rows.</param>
    /// <returns>The report.</returns>
    /// <exception cref="UsageException">Options contradict each other or what was given, the model has no such side, or <paramref name="output"/> exists and may not be replaced.</exception>
    /// <exception cref="BadDataException">A text, lexicon or corpus can't be read, or is too poor for what was asked for.</exception>
    /// <exception cref="ModelFormatException">Tokenizer and model do not fit together, or the model's tokenizer lacks special tokens.</exception>
    public static Task<RemapReport> RunAsync(
        TranslationFolder model, TextTokenizer? trained, RemapSources sources, string output, RemapSide? side = null, VocabularyRemapOptions? options = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        RunAsync(() => TranslationVocabulary.Of(model, side), trained, sources, output, options, progress, cancellation);

    private static async Task<RemapReport> RunAsync(
        Func<VocabularyFolder> open, TextTokenizer? trained, RemapSources sources, string output, VocabularyRemapOptions? options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sources);
        options ??= new VocabularyRemapOptions();
        options.Extend.Validate();
        RemapRecipe recipe = RemapRecipes.Named(options.Initializer);
        if (!options.Force && (Directory.Exists(output) || File.Exists(output)))
            throw new UsageException($"{output} exists; choose another name, or allow it to be replaced (--force).");
        PreparedRemap prepared = await PreparedRemap.CreateAsync(open(), trained, sources, [recipe], options, progress, cancellation).ConfigureAwait(false);
        return await prepared.ApplyAsync(recipe, output, options, progress, cancellation).ConfigureAwait(false);
    }
}
