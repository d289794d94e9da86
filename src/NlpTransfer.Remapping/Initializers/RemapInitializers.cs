namespace NlpTransfer.Remapping;

/// <summary>The initialisers that need nothing beside the two tokenizers and express what they express by evidence, in the order in which they are best asked.</summary>
public static class RemapInitializers
{
    /// <summary>All of them. <see cref="RemapRecipes"/> has those that need more.</summary>
    public static IReadOnlyList<IRemapInitializer> All { get; } = [new CopyInitializer(), new CopyInitializer(CopyMatch.Canonical), new MeanInitializer()];
}
