namespace NlpTransfer.Tokenization;

/// <summary>What a piece of a SentencePiece model is for; the numbers are those of the file.</summary>
internal enum PieceKind : byte
{
    /// <summary>A piece of text.</summary>
    Normal = 1,

    /// <summary>Stands for what the others can't express; there is exactly one.</summary>
    Unknown = 2,

    /// <summary>Never found in a text: the beginning, the end, padding.</summary>
    Control = 3,

    /// <summary>Found in a text as a whole, before anything is normalised.</summary>
    UserDefined = 4,

    /// <summary>Not to be used.</summary>
    Unused = 5,

    /// <summary>One byte of an unknown character.</summary>
    Byte = 6,
}
