using System.Globalization;
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
    public static async Task<RemapReport> RunAsync(
        ModelFolder model, TextTokenizer? trained, RemapSources sources, string output, VocabularyRemapOptions? options = null,
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sources);
        options ??= new VocabularyRemapOptions();
        options.Extend.Validate();
        RemapRecipe recipe = RemapRecipes.Named(options.Initializer);
        if (!options.Force && (Directory.Exists(output) || File.Exists(output)))
            throw new UsageException($"{output} exists; choose another name, or allow it to be replaced (--force).");
        TextTokenizer old = TextTokenizer.Load(model.RequireTokenizer());
        RequireSpecialTokens(old, model.RequireTokenizer());
        TextCounts? before = sources.Texts.Count == 0 ? null : await TextCounts.ReadAsync(old, sources.Texts, false, "counting pieces", progress, cancellation).ConfigureAwait(false);
        if (before is not null && before.Texts.Sum(text => text.Counts.Words) == 0)
            throw new BadDataException($"{string.Join(", ", sources.Texts.Select(text => text.ShownName))}: the text is empty; give plain text of the new language.");
        RemapModeChoice choice = RemapModeChoice.Of(options.Mode, old, trained, before);
        TextTokenizer tokenizer = choice.Mode == RemapMode.Exchange
            ? ExchangedTokenizer.Create(old, trained!)
            : VocabularyExtender.Extend(old, new RemapTexts(sources.Texts, [], pair => pair.Target, cancellation), trained, options.Extend, progress, cancellation).Tokenizer;

        var gathering = new EvidenceGathering(sources, recipe, options.Seed, progress, cancellation);
        RemapEvidence evidence = await Task.Run(() => gathering.GatherAsync(old, tokenizer), cancellation).ConfigureAwait(false);
        IReadOnlyList<IRemapInitializer> initializers = recipe.Initializers(evidence);
        progress?.Report(new WorkProgress("expressing new tokens", 0, tokenizer.VocabularySize));
        RemapPlan plan = await Task.Run(() => RemapPlan.Create(old, tokenizer, initializers, cancellation), cancellation).ConfigureAwait(false);
        TextCounts? after = before is null ? null : await TextCounts.ReadAsync(tokenizer, sources.Texts, false, "measuring the new tokenizer", progress, cancellation).ConfigureAwait(false);
        int distinct = after is null ? 0 : DistinctWords(new RemapTexts(sources.Texts, [], pair => pair.Target, cancellation));

        RemapReport? report = null;
        var application = new RemapOptions
        {
            Force = options.Force,
            ParentLicence = options.ParentLicence,
            PlanName = PlanName,
            Provenance = new Provenance { Command = "remap", Options = Describe(options, choice), Inputs = sources.Inputs, Seed = options.Seed },
            Documents = result =>
            {
                report = new RemapReport
                {
                    Model = result,
                    Mode = choice.Mode,
                    ModeReason = choice.Reason,
                    Initializer = recipe.Name,
                    PiecesBefore = old.VocabularySize,
                    PiecesAfter = tokenizer.VocabularySize,
                    PiecesAdded = tokenizer.VocabularySize - plan.TokensByMethod.Where(method => method.Key is "copy" or "canonical").Sum(method => method.Value),
                    Methods = Methods(plan, initializers, after),
                    Languages = before is null ? [] : Languages(before, after!),
                    DistinctWords = distinct,
                    UsedShare = after is null ? 0 : after.Sum().Count(count => count > 0) / (double)tokenizer.VocabularySize,
                    Notes = gathering.Notes,
                };
                report = report with { Warnings = [.. RemapWarnings.Find(report)] };
                return new Dictionary<string, string> { ["README.md"] = RemapCard.Write(report, sources, options), [ReportName] = TrimCard.Indent(report.ToJson()) };
            },
        };
        await plan.ApplyAsync(model, output, application, progress, cancellation).ConfigureAwait(false);
        return report!;
    }

    private static void RequireSpecialTokens(TextTokenizer old, string path)
    {
        (string Part, int? Id)[] parts = [("padding", old.SpecialTokens.Padding), ("what is unknown", old.SpecialTokens.Unknown)];
        string[] missing = [.. parts.Where(part => part.Id is null).Select(part => part.Part)];
        if (missing.Length > 0)
        {
            throw new ModelFormatException($"{path}: the model's tokenizer has no special token for {string.Join(" and for ", missing)}, and what is not known can't be carried over; " +
                "add them to its vocabulary, or name them in special_tokens_map.json (pad_token, unk_token).");
        }
    }

    private static int DistinctWords(IEnumerable<string> texts)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            foreach (Range word in WordSplitter.Split(text))
                words.Add(text[word]);
        }

        return words.Count;
    }

    private static RemapMethodReport[] Methods(RemapPlan plan, IReadOnlyList<IRemapInitializer> initializers, TextCounts? after)
    {
        long[]? counts = after?.Sum();
        var covered = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int token = 0; counts is not null && token < counts.Length; token++)
        {
            string method = plan.RowsOf(token)[0].Method;
            covered[method] = covered.GetValueOrDefault(method) + counts[token];
        }

        return
        [
            .. initializers.Where(initializer => plan.TokensByMethod.ContainsKey(initializer.Name)).Select(initializer => new RemapMethodReport(
                initializer.Name, plan.TokensByMethod[initializer.Name],
                counts is null ? null : covered.GetValueOrDefault(initializer.Name) / Math.Max(1.0, counts.Sum()), initializer.Evidence)),
        ];
    }

    private static RemapLanguageReport[] Languages(TextCounts before, TextCounts after) =>
    [
        .. before.ByLanguage.Zip(after.ByLanguage, (old, now) => new RemapLanguageReport(
            old.Key, old.Sum(text => text.Counts.Words), old.Sum(text => text.Counts.Tokens), now.Sum(text => text.Counts.Tokens), old.Sum(text => text.Counts.Unknown), now.Sum(text => text.Counts.Unknown))),
    ];

    private static SortedDictionary<string, string> Describe(VocabularyRemapOptions options, RemapModeChoice choice)
    {
        var described = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["initializer"] = options.Initializer,
            ["mode"] = choice.Mode.ToString().ToLowerInvariant(),
        };
        if (choice.Mode == RemapMode.Extend)
            described["minimum-count"] = options.Extend.MinimumCount.ToString(CultureInfo.InvariantCulture);
        if (choice.Mode == RemapMode.Extend && options.Extend.MaximumPieces is { } pieces)
            described["maximum-pieces"] = pieces.ToString(CultureInfo.InvariantCulture);
        return described;
    }
}
