using System.Globalization;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Gives a model the vocabulary that some texts need: the pieces that they use, every letter of their scripts, and the letters that were lacking. A text all of
/// whose pieces were kept is read exactly as before, with exactly the same outputs.
/// </summary>
/// <remarks>
/// The exception to the last sentence are texts with characters that stay unknown: there the cost of an unknown character, which the Unigram model derives from its
/// rarest piece, may part the neighbours differently.
/// </remarks>
public static class VocabularyTrimmer
{
    /// <summary>The file of the report in the new folder.</summary>
    public const string ReportName = "trim.json";

    /// <summary>Trims a model's vocabulary and writes the model as a new folder, all or nothing.</summary>
    /// <param name="model">The model; its tokenizer is Unigram or WordPiece.</param>
    /// <param name="texts">The texts that tell what is needed; each is read twice.</param>
    /// <param name="output">The new folder. It gets a model card and the report as <see cref="ReportName"/>.</param>
    /// <param name="options">Sizes and scripts; null for the defaults.</param>
    /// <param name="progress">Is told how far the work has come.</param>
    /// <param name="cancellation">Stops between batches of rows.</param>
    /// <returns>The report.</returns>
    /// <exception cref="UsageException">The options are at fault (all faults are named), no text is given, or <paramref name="output"/> exists and may not be replaced.</exception>
    /// <exception cref="BadDataException">A text can't be read.</exception>
    /// <exception cref="ModelFormatException">The vocabulary is of another kind, or tokenizer and model do not fit together.</exception>
    public static Task<TrimReport> RunAsync(
        ModelFolder model, IReadOnlyList<TrimText> texts, string output, TrimOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        RunAsync(() => VocabularyFolder.Of(model), texts, output, options, progress, cancellation);

    /// <summary>Trims the vocabulary of a translation model whose one tokenizer, Unigram or WordPiece, serves source and target. Languages' tokens are kept.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">The texts that tell what is needed, of source and target; each is read twice.</param>
    /// <param name="output">The new folder, as above.</param>
    /// <param name="options">Sizes and scripts; null for the defaults.</param>
    /// <param name="progress">Is told how far the work has come.</param>
    /// <param name="cancellation">Stops between batches of rows.</param>
    /// <returns>The report.</returns>
    /// <exception cref="UsageException">As above; or the sides have tokenizers of their own.</exception>
    /// <exception cref="BadDataException">A text can't be read.</exception>
    /// <exception cref="ModelFormatException">The vocabulary is of another kind, or tokenizer and model do not fit together.</exception>
    public static Task<TrimReport> RunAsync(
        TranslationFolder model, IReadOnlyList<TrimText> texts, string output, TrimOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        RunAsync(() => Trimmable(model), texts, output, options, progress, cancellation);

    private static VocabularyFolder Trimmable(TranslationFolder model) => model.TargetTokenizerPath is null
        ? TranslationVocabulary.Of(model, RemapSide.Both)
        : throw new UsageException($"{model.Path}: only a vocabulary that one tokenizer uses for source and target can be trimmed, and here the target has its own " +
            $"({Path.GetFileName(model.TargetTokenizerPath)}); exchange the side's vocabulary for a smaller one instead (remap --side ... --mode exchange).");

    private static async Task<TrimReport> RunAsync(
        Func<VocabularyFolder> open, IReadOnlyList<TrimText> texts, string output, TrimOptions? options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new TrimOptions();
        options.Validate();
        if (texts.Count == 0)
            throw new UsageException("No text is given, so no piece would be needed; give at least one.");
        if (!options.Force && (Directory.Exists(output) || File.Exists(output)))
            throw new UsageException($"{output} exists; choose another name, or allow it to be replaced (--force).");
        if (texts.FirstOrDefault(text => !(text.Weight > 0 && double.IsFinite(text.Weight))) is { } faulty)
            throw new UsageException($"The weight of {faulty.ShownName} is {faulty.Weight.ToString(CultureInfo.InvariantCulture)} where a number above 0 was expected; correct it.");
        VocabularyFolder model = open();
        TextTokenizer old = model.Tokenizer;
        if (old.Definition.Model is VocabularyModel)
            throw new ModelFormatException($"{model.TokenizerPath}: a vocabulary whose pieces take their ids from a vocab.json can't be trimmed; exchange it for a smaller one instead (remap --mode exchange).");
        if (old.Definition.Model is not (UnigramModel or WordPieceModel))
            throw new ModelFormatException($"{model.TokenizerPath}: a vocabulary of the kind {old.Definition.Model.Type} can't be trimmed; Unigram and WordPiece can.");

        TextCounts before = await TextCounts.ReadAsync(old, texts, options.Scripts is null, "counting pieces", progress, cancellation).ConfigureAwait(false);
        IReadOnlyList<Script> scripts = options.Scripts ?? before.Scripts();
        TrimmedTokenizer trimmed = TrimmedTokenizer.Create(old, before, model.Prompts, scripts, options);
        TextCounts after = await TextCounts.ReadAsync(trimmed.Tokenizer, texts, false, "measuring the new tokenizer", progress, cancellation).ConfigureAwait(false);
        RemapPlan plan = RemapPlan.Create(old, trimmed.Tokenizer, RemapInitializers.All, cancellation);
        IReadOnlyList<ProvenanceInput> inputs = [.. texts.Select(text => new ProvenanceInput(text.ShownName, RemapInputs.HashOf(text.Path), text.Licence)).Distinct()];

        TrimReport? report = null;
        await plan.ApplyAsync(
            model,
            output,
            new RemapOptions
            {
                Force = options.Force,
                ParentLicence = options.ParentLicence,
                Provenance = new Provenance { Command = "trim", Options = Describe(options, scripts), Inputs = inputs },
                Documents = result =>
                {
                    report = new TrimReport(result, old.VocabularySize, trimmed.Tokenizer.VocabularySize, trimmed.Added, [.. scripts.Select(script => script.Name)], Languages(before, after, trimmed.Kept));
                    return new Dictionary<string, string> { ["README.md"] = TrimCard.Write(report, model.Kind, texts, options), [ReportName] = TrimCard.Json(report) };
                },
            },
            progress,
            cancellation).ConfigureAwait(false);
        if (options.PlanFile is not null)
            await plan.SaveAsync(options.PlanFile, options.Force, cancellation).ConfigureAwait(false);
        return report!;
    }

    private static SortedDictionary<string, string> Describe(TrimOptions options, IReadOnlyList<Script> scripts)
    {
        var described = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["minimum-count"] = options.MinimumCount.ToString(CultureInfo.InvariantCulture),
            ["scripts"] = string.Join(',', scripts.Select(script => script.Name)),
            ["temperature"] = options.Temperature.ToString(CultureInfo.InvariantCulture),
        };
        if (options.VocabularySize is { } size)
            described["vocabulary-size"] = size.ToString(CultureInfo.InvariantCulture);
        return described;
    }

    private static TrimLanguageReport[] Languages(TextCounts before, TextCounts after, IReadOnlyList<int> kept)
    {
        Dictionary<string, (long Tokens, long Unknown)> later = after.ByLanguage.ToDictionary(
            language => language.Key, language => (language.Sum(text => text.Counts.Tokens), language.Sum(text => text.Counts.Unknown)));
        return
        [
            .. before.ByLanguage.Select(language => new TrimLanguageReport(
                language.Key, language.Count(), language.Sum(text => text.Counts.Words), language.Sum(text => text.Counts.Tokens), later[language.Key].Tokens,
                language.Sum(text => text.Counts.Unknown), later[language.Key].Unknown, language.Sum(text => kept.Sum(id => text.Counts.Counts[id]) - text.Counts.Unknown))),
        ];
    }
}
