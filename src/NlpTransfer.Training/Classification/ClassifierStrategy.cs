using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>What a classifier is made of: which parts give log-probabilities, and whether layers of the encoder train.</summary>
/// <param name="Name">The name on the command line and in a model's provenance.</param>
/// <param name="UsesLetters">Whether the character n-gram ensemble takes part.</param>
/// <param name="UsesKernel">Whether kernel ridge over frozen vectors and letters takes part.</param>
/// <param name="UsesFrozen">Whether a logistic regression on frozen vectors takes part.</param>
/// <param name="FineTunes">Whether layers of the encoder are trained.</param>
/// <param name="TopLayers">With <paramref name="FineTunes"/>: how many of the upper layers; null for all.</param>
public sealed record ClassifierStrategy(string Name, bool UsesLetters, bool UsesKernel, bool UsesFrozen, bool FineTunes, int? TopLayers = null)
{
    /// <summary>The letters ensemble alone: the floor. Needs no encoder.</summary>
    public static ClassifierStrategy Letters { get; } = new("letters", true, false, false, false);

    /// <summary>Logistic regression on frozen vectors.</summary>
    public static ClassifierStrategy Frozen { get; } = new("frozen", false, false, true, false);

    /// <summary>Kernel ridge over frozen vectors and letters.</summary>
    public static ClassifierStrategy Kernel { get; } = new("kernel", false, true, false, false);

    /// <summary>Letters and kernel together: the default.</summary>
    public static ClassifierStrategy Combined { get; } = new("combined", true, true, false, false);

    /// <summary>All layers fine-tuned.</summary>
    public static ClassifierStrategy Full { get; } = new("full", false, false, false, true);

    /// <summary>Low-rank adapters trained beside the encoder's products, which stay as they are (LoRA).</summary>
    public static ClassifierStrategy Lora { get; } = new("lora", false, false, false, true) { UsesLora = true };

    /// <summary>Letters, kernel and a fine-tuned encoder together.</summary>
    public static ClassifierStrategy CombinedFull { get; } = new("combined+full", true, true, false, true);

    /// <summary>
    /// Letters, frozen, kernel or combined, whichever has the lowest log loss in a cross-validation inside the target's training rows. What is saved is a classifier of the strategy
    /// that was taken.
    /// </summary>
    public static ClassifierStrategy Auto { get; } = new("auto", true, true, true, false) { Chooses = true };

    /// <summary>The strategies without a parameter, in order of cost; the one that chooses last.</summary>
    public static IReadOnlyList<ClassifierStrategy> All { get; } = [Letters, Frozen, Kernel, Combined, Lora, Full, CombinedFull, Auto];

    /// <summary>Whether adapters train in place of the encoder's own weights.</summary>
    public bool UsesLora { get; init; }

    /// <summary>Whether it stands for another that is chosen on the training rows.</summary>
    public bool Chooses { get; init; }

    /// <summary>What a strategy that chooses weighs, the cheapest first; else itself.</summary>
    internal IReadOnlyList<ClassifierStrategy> Candidates => Chooses ? [Letters, Frozen, Kernel, Combined] : [this];

    /// <summary>Whether the strategy needs an encoder at all.</summary>
    public bool NeedsEncoder => UsesKernel || UsesFrozen || FineTunes;

    /// <summary>Whether the strategy reads sentence vectors of the frozen encoder.</summary>
    public bool NeedsVectors => UsesKernel || UsesFrozen;

    /// <summary>The upper layers fine-tuned, the lower ones computed once a text.</summary>
    /// <param name="layers">How many, at least 1.</param>
    public static ClassifierStrategy Top(int layers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        return new(string.Create(CultureInfo.InvariantCulture, $"top:{layers}"), false, false, false, true, layers);
    }

    /// <summary>Finds a strategy by its name.</summary>
    /// <param name="name">One of <see cref="All"/>'s names, or <c>top:K</c>.</param>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static ClassifierStrategy Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (All.FirstOrDefault(strategy => strategy.Name == name) is { } known)
            return known;
        if (name.StartsWith("top:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int layers) && layers > 0)
            return Top(layers);
        throw new UsageException($"'{name}' is not a strategy; use one of {string.Join(", ", All.Select(strategy => strategy.Name))}, or top:K with the number of layers");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
