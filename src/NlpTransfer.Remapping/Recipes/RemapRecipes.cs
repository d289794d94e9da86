namespace NlpTransfer.Remapping;

/// <summary>
/// The recipes, by the names of the command line. Each takes over the tokens that both vocabularies have, does what its name says, and leaves what it has no evidence for to the
/// mean of old pieces, then to the script, then to chance; only the recipes that are there to compare with leave the rest to chance at once.
/// </summary>
public static class RemapRecipes
{
    private static readonly IRemapInitializer Copy = new CopyInitializer();
    private static readonly IRemapInitializer Canonical = new CopyInitializer(CopyMatch.Canonical);

    /// <summary>All recipes.</summary>
    public static IReadOnlyList<RemapRecipe> All { get; } =
    [
        new("auto", "for each token the best that there is evidence for", RemapNeeds.Nothing, Auto),
        new("copy", "tokens that are written the same; the rest at random", RemapNeeds.Nothing, evidence => [Copy, Random(evidence)]),
        new("canonical", "tokens that are the same text in the same position; the rest at random", RemapNeeds.Nothing, evidence => [Copy, Canonical, Random(evidence)]),
        new("fuzzy", "tokens that are the same but for case and position; the rest at random", RemapNeeds.Nothing, evidence => [Copy, Canonical, new CopyInitializer(CopyMatch.Fuzzy), Random(evidence)]),
        new("mean", "the mean of old pieces (fast vocabulary transfer)", RemapNeeds.Nothing, evidence => With(evidence)),
        new("script", "the mean of the old tokens of the same script and position", RemapNeeds.Nothing, evidence => [Copy, Canonical, new ScriptInitializer(), Random(evidence)]),
        new("random", "tokens that both have; the rest at random", RemapNeeds.Nothing, evidence => [Copy, Canonical, Random(evidence)]),
        new("focus", "mixtures of the tokens that both have, by auxiliary vectors", RemapNeeds.Vectors, evidence => With(evidence, new FocusInitializer(evidence.Vectors!))),
        new("focus-fuzzy", "the same, leaning on more tokens that fit less well", RemapNeeds.Vectors, evidence => With(evidence, new FocusInitializer(evidence.Vectors!, new FocusOptions { Overlap = CopyMatch.Fuzzy }))),
        new("wechsel", "mixtures of old tokens, by word vectors and a lexicon", RemapNeeds.WordMap, evidence => With(evidence, Wechsel(evidence, 1))),
        new("alignment", "mixtures of old tokens, by translated text", RemapNeeds.Alignment, evidence => With(evidence, new AlignmentInitializer(evidence.Alignment!))),
        new("lexicon", "the old pieces of words' translations", RemapNeeds.Lexicon, evidence => With(evidence, new LexiconInitializer(evidence.Lexicon!))),
    ];

    /// <summary>The recipe of a name.</summary>
    /// <param name="name">A <see cref="RemapRecipe.Name"/>.</param>
    /// <exception cref="UsageException">There is none of that name; the message lists those that there are.</exception>
    public static RemapRecipe Named(string name) => All.FirstOrDefault(recipe => recipe.Name == name)
        ?? throw new UsageException($"There is no initialiser '{name}'; use one of {string.Join(", ", All.Select(recipe => recipe.Name))}.");

    /// <summary>
    /// First what is certain: copies. Then what was often seen in translations: it says what a token means even where the old model never read the language, and costs nothing where it did.
    /// Then tokens of at most two old pieces, which an encoder of the language has read in just these pieces; a lexicon's words, and neighbours in vectors. Then letters, script and chance.
    /// </summary>
    private static IEnumerable<IRemapInitializer> Auto(RemapEvidence evidence)
    {
        yield return Copy;
        yield return Canonical;
        if (evidence.Alignment is not null)
            yield return new AlignmentInitializer(evidence.Alignment);
        yield return new MeanInitializer(new MeanOptions { MaximumPieces = 2 });
        if (evidence.Lexicon is not null)
            yield return new LexiconInitializer(evidence.Lexicon);
        if (evidence is { SourceWords: not null, TargetWords: not null, WordMap: not null })
            yield return Wechsel(evidence, 5);
        if (evidence.Vectors is not null)
            yield return new FocusInitializer(evidence.Vectors);
        foreach (IRemapInitializer initializer in Rest(evidence))
            yield return initializer;
    }

    private static IRemapInitializer[] With(RemapEvidence evidence, params IRemapInitializer[] initializers) => [Copy, Canonical, .. initializers, .. Rest(evidence)];

    private static IRemapInitializer[] Rest(RemapEvidence evidence) => [new MeanInitializer(), new ScriptInitializer(), Random(evidence)];

    private static WechselInitializer Wechsel(RemapEvidence evidence, long minimumCount) =>
        new(evidence.SourceWords!, evidence.TargetWords!, evidence.WordMap!, new WechselOptions { MinimumCount = minimumCount });

    private static RandomInitializer Random(RemapEvidence evidence) => new(new RandomOptions { Seed = evidence.Seed });
}
