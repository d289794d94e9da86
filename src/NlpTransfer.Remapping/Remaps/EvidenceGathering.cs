using System.Globalization;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Makes of what the user has what recipes need, once for all of them: vectors, a map between languages, an alignment.</summary>
internal sealed class EvidenceGathering(RemapSources sources, IReadOnlyList<RemapRecipe> recipes, ulong seed, IProgress<WorkProgress>? progress, CancellationToken cancellation)
{
    // Little text is passed over more often, up to this many words in all.
    private const long TrainedWords = 2_000_000;

    private readonly List<(RemapNeeds Need, string Note)> _notes = [];
    private readonly RemapNeeds _required = recipes.Aggregate(RemapNeeds.Nothing, (needs, recipe) => needs | recipe.Needs);
    private readonly bool _takesAll = recipes.Any(TakesAll);

    /// <summary>What of the evidence that a recipe looks at could not be made or used, and why.</summary>
    public IReadOnlyList<string> NotesFor(RemapRecipe recipe) => [.. _notes.Where(note => TakesAll(recipe) || recipe.Needs.HasFlag(note.Need)).Select(note => note.Note)];

    public async Task<RemapEvidence> GatherAsync(TextTokenizer old, TextTokenizer tokenizer)
    {
        var targets = new RemapTexts(sources.Texts, sources.Pairs, pair => pair.Target, cancellation);
        var known = new RemapTexts(sources.SourceTexts, sources.Pairs, pair => pair.Source, cancellation);
        // Reads all once, so that a damaged file is refused and not taken for a poor one.
        (SkipGramOptions training, HashSet<string> targetWords) = Look(targets);
        (SkipGramOptions sourceTraining, HashSet<string> sourceWords) = Look(known);
        var evidence = new RemapEvidence { Seed = seed };
        if (sources.LexiconPath is { } path)
            evidence = evidence with { Lexicon = LexiconFile.Read(path, new LexiconReadOptions { IsSourceWord = Known(sourceWords), IsTargetWord = Known(targetWords) }).Lexicon };
        if (Wants(RemapNeeds.Alignment, sources.Pairs.Count > 0))
            evidence = evidence with { Alignment = (await WordAligner.AlignAsync(sources.Pairs, old, tokenizer, null, progress, cancellation).ConfigureAwait(false)).Table };
        if (Wants(RemapNeeds.WordMap, evidence.Lexicon is not null && !targets.IsEmpty && !known.IsEmpty))
            Try(RemapNeeds.WordMap, () => evidence = WithWords(evidence, SkipGram.TrainWords(known, sourceTraining, progress, cancellation), SkipGram.TrainWords(targets, training, progress, cancellation)));
        if (Wants(RemapNeeds.Vectors, !targets.IsEmpty))
            Try(RemapNeeds.Vectors, () => evidence = evidence with { Vectors = SkipGram.TrainTokens(tokenizer, targets, training, progress, cancellation) });
        return evidence;
    }

    private RemapEvidence WithWords(RemapEvidence evidence, WordVectors source, WordVectors target)
    {
        ProcrustesResult map = Procrustes.Fit(source, target, evidence.Lexicon!, null, progress, cancellation);
        if (map.Dropped.Count > 0)
            _notes.Add((RemapNeeds.WordMap, string.Create(CultureInfo.InvariantCulture, $"{map.Dropped.Count:N0} of the {map.Found:N0} word pairs with vectors do not fit the others.")));
        return evidence with { SourceWords = source, TargetWords = target, WordMap = map.Map };
    }

    private bool Wants(RemapNeeds need, bool isThere) => (_takesAll || _required.HasFlag(need)) && isThere;

    // "auto" needs nothing and takes all that there is.
    private static bool TakesAll(RemapRecipe recipe) => recipe.Name == "auto";

    /// <summary>Where all recipes can do without, what the data are too poor for is noted and left out.</summary>
    private void Try(RemapNeeds need, Action make)
    {
        try
        {
            make();
        }
        catch (BadDataException exception) when (!_required.HasFlag(need))
        {
            _notes.Add((need, exception.Message));
        }
    }

    private (SkipGramOptions Training, HashSet<string> Words) Look(RemapTexts texts)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        long count = 0;
        foreach (string text in texts)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (Range word in WordSplitter.Split(text))
            {
                words.Add(text[word]);
                count++;
            }
        }

        return (new SkipGramOptions { Seed = seed, Epochs = (int)Math.Clamp(TrainedWords / Math.Max(1, count), 5, 50) }, words);
    }

    private static Func<string, bool>? Known(HashSet<string> words) => words.Count > 0 ? words.Contains : null;
}
