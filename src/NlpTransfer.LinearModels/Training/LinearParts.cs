namespace NlpTransfer.LinearModels;

/// <summary>Which parts a classifier may be combined from.</summary>
[Flags]
public enum LinearParts
{
    /// <summary>No part; not accepted by the training.</summary>
    None = 0,

    /// <summary>Three complement naive Bayes over characters and words: the floor.</summary>
    Letters = 1,

    /// <summary>Ridge regression over the sum of a kernel of vectors and one of letters.</summary>
    Kernel = 2,

    /// <summary>Logistic regression on the encoder's frozen vectors.</summary>
    Frozen = 4,

    /// <summary>Letters and kernel.</summary>
    Combined = Letters | Kernel,
}
