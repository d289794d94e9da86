namespace NlpTransfer.Remapping;

/// <summary>What becomes of the old vocabulary.</summary>
public enum RemapMode
{
    /// <summary>It stays, and gets pieces and letters beside its own. Best where text is scarce.</summary>
    Extend,

    /// <summary>It goes, and a trained tokenizer takes its place. Best where the script or the language is far from what it was made for, and text is plentiful.</summary>
    Exchange,
}
