namespace NlpTransfer.Remapping;

/// <summary>The initialisers that need nothing beside the two tokenizers, in the order in which they are best asked.</summary>
public static class RemapInitializers
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IRemapInitializer> All { get; } = [new CopyInitializer(), new MeanInitializer()];

    /// <summary>The initialiser of a name.</summary>
    /// <param name="name">An <see cref="IRemapInitializer.Name"/>.</param>
    /// <exception cref="UsageException">There is none of that name; the message lists those that there are.</exception>
    public static IRemapInitializer Named(string name) => All.FirstOrDefault(initializer => initializer.Name == name)
        ?? throw new UsageException($"There is no initialiser '{name}'; use one of {string.Join(", ", All.Select(initializer => initializer.Name))}.");
}
