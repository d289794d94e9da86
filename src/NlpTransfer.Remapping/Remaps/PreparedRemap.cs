using System.Globalization;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>All of a remap that does not depend on how new tokens are expressed: the new tokenizer, the counts, the evidence. Several recipes share it.</summary>
internal sealed class PreparedRemap
{
    private readonly VocabularyFolder _model;
    private readonly RemapSources _sources;
    private readonly TextTokenizer _old;
    private readonly TextTokenizer _tokenizer;
    private readonly RemapModeChoice _choice;
    private readonly TextCounts? _before;
    private readonly TextCounts? _after;
    private readonly int _distinctWords;
    private readonly EvidenceGathering _gathering;
    private readonly IReadOnlyDictionary<RemapRecipe, IReadOnlyList<IRemapInitializer>> _initializers;

    private PreparedRemap(
        VocabularyFolder model, RemapSources sources, TextTokenizer old, TextTokenizer tokenizer, RemapModeChoice choice, TextCounts? before, TextCounts? after, int distinctWords,
        EvidenceGathering gathering, IReadOnlyDictionary<RemapRecipe, IReadOnlyList<IRemapInitializer>> initializers)
    {
        (_model, _sources, _old, _tokenizer, _choice) = (model, sources, old, tokenizer, choice);
        (_before, _after, _distinctWords, _gathering, _initializers) = (before, after, distinctWords, gathering, initializers);
    }

    /// <summary>Makes the tokenizer and gathers what any of the recipes looks at; a recipe that lacks something is refused before the first is applied.</summary>
    internal static async Task<PreparedRemap> CreateAsync(
        VocabularyFolder model, TextTokenizer? trained, RemapSources sources, IReadOnlyList<RemapRecipe> recipes, VocabularyRemapOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        TextTokenizer old = model.Tokenizer;
        RequireSpecialTokens(old, model.TokenizerPath);
        TextCounts? before = sources.Texts.Count == 0 ? null : await TextCounts.ReadAsync(old, sources.Texts, false, "counting pieces", progress, cancellation).ConfigureAwait(false);
        if (before is not null && before.Texts.Sum(text => text.Counts.Words) == 0)
            throw new BadDataException($"{string.Join(", ", sources.Texts.Select(text => text.ShownName))}: the text is empty; give plain text of the new language.");
        RemapModeChoice choice = RemapModeChoice.Of(options.Mode, old, trained, before);
        TextTokenizer tokenizer = choice.Mode == RemapMode.Exchange
            ? ExchangedTokenizer.Create(old, trained!, model.SharedPieces)
            : VocabularyExtender.Extend(old, new RemapTexts(sources.Texts, [], pair => pair.Target, cancellation), trained, options.Extend, progress, cancellation).Tokenizer;

        var gathering = new EvidenceGathering(sources, recipes, options.Seed, progress, cancellation);
        RemapEvidence evidence = await Task.Run(() => gathering.GatherAsync(old, tokenizer), cancellation).ConfigureAwait(false);
        var initializers = recipes.ToDictionary(recipe => recipe, recipe => recipe.Initializers(evidence));
        TextCounts? after = before is null ? null : await TextCounts.ReadAsync(tokenizer, sources.Texts, false, "measuring the new tokenizer", progress, cancellation).ConfigureAwait(false);
        int distinct = after is null ? 0 : DistinctWords(new RemapTexts(sources.Texts, [], pair => pair.Target, cancellation));
        return new PreparedRemap(model, sources, old, tokenizer, choice, before, after, distinct, gathering, initializers);
    }

    /// <summary>Expresses the new tokens by one recipe and writes the model.</summary>
    internal async Task<RemapReport> ApplyAsync(RemapRecipe recipe, string output, VocabularyRemapOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<IRemapInitializer> initializers = _initializers[recipe];
        progress?.Report(new WorkProgress("expressing new tokens", 0, _tokenizer.VocabularySize));
        RemapPlan plan = await Task.Run(() => RemapPlan.Create(_old, _tokenizer, initializers, cancellation), cancellation).ConfigureAwait(false);
        RemapReport? report = null;
        var application = new RemapOptions
        {
            Force = options.Force,
            ParentLicence = options.ParentLicence,
            PlanName = VocabularyRemapper.PlanName,
            Provenance = new Provenance { Command = "remap", Options = Describe(options, _choice), Inputs = _sources.Inputs, Seed = options.Seed },
            Documents = result =>
            {
                report = new RemapReport
                {
                    Model = result,
                    Mode = _choice.Mode,
                    ModeReason = _choice.Reason,
                    Initializer = recipe.Name,
                    PiecesBefore = _old.VocabularySize,
                    PiecesAfter = _tokenizer.VocabularySize,
                    PiecesAdded = _tokenizer.VocabularySize - plan.TokensByMethod.Where(method => method.Key is "copy" or "canonical").Sum(method => method.Value),
                    Methods = Methods(plan, initializers, _after),
                    Languages = _before is null ? [] : Languages(_before, _after!),
                    DistinctWords = _distinctWords,
                    UsedShare = _after is null ? 0 : _after.Sum().Count(count => count > 0) / (double)_tokenizer.VocabularySize,
                    Notes = _gathering.NotesFor(recipe),
                };
                report = report with { Warnings = [.. RemapWarnings.Find(report)] };
                return new Dictionary<string, string> { ["README.md"] = RemapCard.Write(report, _model.Kind, _sources, options), [VocabularyRemapper.ReportName] = TrimCard.Indent(report.ToJson()) };
            },
        };
        await plan.ApplyAsync(_model, output, application, progress, cancellation).ConfigureAwait(false);
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
