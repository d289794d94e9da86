namespace NlpTransfer.Remapping;

/// <summary>A way to make a whole plan: initialisers that are asked one after the other, the last of which expresses every token.</summary>
public sealed class RemapRecipe
{
    private readonly Func<RemapEvidence, IEnumerable<IRemapInitializer>> _steps;

    internal RemapRecipe(string name, string description, RemapNeeds needs, Func<RemapEvidence, IEnumerable<IRemapInitializer>> steps)
    {
        (Name, Description, Needs, _steps) = (name, description, needs, steps);
    }

    /// <summary>The name on the command line.</summary>
    public string Name { get; }

    /// <summary>What it does, in a few words.</summary>
    public string Description { get; }

    /// <summary>What it can't do without.</summary>
    public RemapNeeds Needs { get; }

    /// <summary>The initialisers, in the order in which they are asked.</summary>
    /// <param name="evidence">What there is.</param>
    /// <exception cref="UsageException">Something is missing that the recipe can't do without; the message says what.</exception>
    public IReadOnlyList<IRemapInitializer> Initializers(RemapEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var missing = new List<string>();
        if (Needs.HasFlag(RemapNeeds.Vectors) && evidence.Vectors is null)
            missing.Add("vectors of the new tokens (text of the new language, --text)");
        if (Needs.HasFlag(RemapNeeds.WordMap) && (evidence.SourceWords is null || evidence.TargetWords is null || evidence.WordMap is null))
            missing.Add("words of both languages and the map between them (--text, --source-text or --pairs, and --lexicon)");
        if (Needs.HasFlag(RemapNeeds.Alignment) && evidence.Alignment is null)
            missing.Add("an alignment (translated text, --pairs)");
        if (Needs.HasFlag(RemapNeeds.Lexicon) && evidence.Lexicon is null)
            missing.Add("a lexicon (--lexicon)");
        return missing.Count == 0
            ? [.. _steps(evidence)]
            : throw new UsageException($"The initialiser '{Name}' needs {string.Join(", ", missing)}; give it, or use 'auto', which takes what there is.");
    }
}
