namespace NlpTransfer.Remapping;

/// <summary>One term of a plan: the row of a new token takes so much of the row of an old one.</summary>
/// <param name="NewToken">Id in the new vocabulary.</param>
/// <param name="OldToken">Id in the old vocabulary.</param>
/// <param name="Weight">The share; the shares of a new token sum to one. Negative shares are allowed.</param>
/// <param name="Method">The <see cref="IRemapInitializer.Name"/> of the initialiser that said so.</param>
public readonly record struct RemapRow(int NewToken, int OldToken, float Weight, string Method);
