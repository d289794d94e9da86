namespace NlpTransfer.Evaluation;

/// <summary>What a model did not read because texts were longer than it can take.</summary>
/// <param name="Rows">Rows that were cut.</param>
/// <param name="Tokens">Tokens cut from them.</param>
public readonly record struct Truncation(int Rows, long Tokens)
{
    internal static Truncation Of(SystemPredictions system) =>
        new(system.CutTokens.Count(cut => cut > 0), system.CutTokens.Sum(cut => (long)cut));
}
