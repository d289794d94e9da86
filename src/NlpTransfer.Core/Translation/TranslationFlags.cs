namespace NlpTransfer;

/// <summary>What a reader has to know of a translation. A text of which nothing had to be translated, such as one of placeholders alone, has no flag.</summary>
[Flags]
public enum TranslationFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A placeholder was lost or changed, so that the text around the placeholders was translated piece by piece; its grammar may suffer at the seams.</summary>
    InPieces = 1,

    /// <summary>Some or all of it stands as it stood in the source, because no sound translation of it was to be had.</summary>
    Untranslated = 2,

    /// <summary>The search ended at its longest output before the sentence did, so that its end may be missing.</summary>
    Unfinished = 4,

    /// <summary>A sentence was too long for the model and was translated in parts.</summary>
    SplitSentence = 8,
}
