namespace NlpTransfer.Remapping.Tests;

/// <summary>Tests that measure the whole process: they run one after the other, when all others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
