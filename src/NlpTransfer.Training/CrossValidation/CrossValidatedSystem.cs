namespace NlpTransfer.Training;

/// <summary>What is trained in every fold: a strategy, and which rows it may read.</summary>
/// <param name="Strategy">The strategy.</param>
/// <param name="WithSources">Whether rows of the source languages take part where there are any.</param>
/// <param name="WithTarget">Whether labels of the target language take part; without them its training texts are read as plain text.</param>
public sealed record CrossValidatedSystem(ClassifierStrategy Strategy, bool WithSources = true, bool WithTarget = true)
{
    private const string Alone = "-alone";
    private const string ZeroShot = "-zero-shot";

    /// <summary>The name: the strategy's, with <c>-alone</c> where no source rows take part, or <c>-zero-shot</c> where no labels of the target do.</summary>
    public string Name => Strategy.Name + (WithTarget ? "" : ZeroShot) + (WithSources ? "" : Alone);

    /// <summary>Reads a name.</summary>
    /// <param name="name">A strategy's name, alone or followed by <c>-alone</c> or <c>-zero-shot</c>.</param>
    /// <exception cref="UsageException">It names no strategy, or letters without rows to learn from.</exception>
    public static CrossValidatedSystem Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.EndsWith(Alone, StringComparison.Ordinal))
            return new CrossValidatedSystem(ClassifierStrategy.Parse(name[..^Alone.Length]), WithSources: false);
        if (!name.EndsWith(ZeroShot, StringComparison.Ordinal))
            return new CrossValidatedSystem(ClassifierStrategy.Parse(name));
        ClassifierStrategy strategy = ClassifierStrategy.Parse(name[..^ZeroShot.Length]);
        return strategy.NeedsEncoder
            ? new CrossValidatedSystem(strategy, WithTarget: false)
            : throw new UsageException($"'{name}' has nothing to learn from: letters read rows of the target language alone");
    }
}
