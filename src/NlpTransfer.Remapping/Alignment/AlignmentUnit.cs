namespace NlpTransfer.Remapping;

/// <summary>What is aligned with what.</summary>
public enum AlignmentUnit
{
    /// <summary>Words, whatever their letter case; each token of a word then shares in what the word is aligned with. Words carry the meaning, tokens often do not.</summary>
    Word,

    /// <summary>The tokens of the two tokenizers themselves; for languages that are written without blanks.</summary>
    Token,
}
