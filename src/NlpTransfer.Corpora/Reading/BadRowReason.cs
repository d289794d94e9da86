namespace NlpTransfer.Corpora;

/// <summary>Why a row can't be used.</summary>
public enum BadRowReason
{
    /// <summary>The bytes are not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>The row is longer than <see cref="CorpusReadOptions.MaximumRowLength"/>.</summary>
    TooLong,

    /// <summary>The row holds a NUL character.</summary>
    NulCharacter,

    /// <summary>The row has more or fewer columns than the header.</summary>
    WrongColumnCount,

    /// <summary>Quotation marks do not close, or stand where the format does not allow them.</summary>
    BrokenQuoting,

    /// <summary>The line is not one JSON object, or a value in it has a type that can't be used.</summary>
    InvalidJson,

    /// <summary>The text is missing, empty or white space alone.</summary>
    EmptyText,

    /// <summary>The label is missing or empty in a corpus that needs labels.</summary>
    MissingLabel,

    /// <summary>The translation is missing or empty in a corpus of pairs.</summary>
    MissingTranslation,

    /// <summary>The translation is marked as fuzzy: no translator has approved it (PO). Left out whatever the options say.</summary>
    Fuzzy,

    /// <summary>The text is no longer part of the program (PO). Left out whatever the options say.</summary>
    Obsolete,
}
