namespace NlpTransfer.Corpora;

/// <summary>Why a pair is left out of training.</summary>
public enum PairFault
{
    /// <summary>A side holds no letter or digit.</summary>
    EmptySide,

    /// <summary>A side is longer than <see cref="PairCleaningOptions.MaximumLength"/>.</summary>
    TooLong,

    /// <summary>Both sides are the same but for case, marks, punctuation and white space: not translated.</summary>
    Identical,

    /// <summary>Both sides repeat an earlier pair but for case, marks, punctuation and white space.</summary>
    Duplicate,

    /// <summary>One side is too many times longer than the other.</summary>
    LengthRatio,

    /// <summary>Numbers of two digits and more differ between the sides.</summary>
    NumberMismatch,

    /// <summary>Placeholders, tags or addresses differ between the sides.</summary>
    PlaceholderMismatch,
}
