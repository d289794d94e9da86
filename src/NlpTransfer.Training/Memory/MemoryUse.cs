namespace NlpTransfer.Training;

/// <summary>How a training kept to its memory.</summary>
/// <param name="Budget">Bytes that the process might hold.</param>
/// <param name="Estimate">Bytes that the largest step was estimated to hold, weights, optimiser and data included.</param>
/// <param name="Parts">Into how many parts a batch was cut at most to keep to the budget; 1 where none was.</param>
public sealed record MemoryUse(long Budget, long Estimate, int Parts)
{
    /// <summary>Whether a batch of the run may have been cut, whether or not one was since the run went on: then the budget is part of what made the result.</summary>
    internal bool MayCut { get; init; }

    /// <summary>Both, one after the other.</summary>
    /// <param name="first">The one; null for none.</param>
    /// <param name="second">The other; null for none.</param>
    public static MemoryUse? Join(MemoryUse? first, MemoryUse? second) => first is null || second is null
        ? first ?? second
        : new(second.Budget, Math.Max(first.Estimate, second.Estimate), Math.Max(first.Parts, second.Parts)) { MayCut = first.MayCut || second.MayCut };
}
