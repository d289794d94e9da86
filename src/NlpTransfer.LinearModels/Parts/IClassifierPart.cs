namespace NlpTransfer.LinearModels;

/// <summary>One part of a combination: gives log-probabilities for what has been read of a text.</summary>
internal interface IClassifierPart
{
    /// <summary>The name in messages and in saved files.</summary>
    string Kind { get; }

    /// <summary>Width of the vectors that it reads; 0 if it reads none.</summary>
    int Dimension { get; }

    /// <summary>Writes log-probabilities.</summary>
    /// <param name="input">What has been read of the text.</param>
    /// <param name="goal">One value a class.</param>
    void Score(PartInput input, Span<double> goal);
}
