namespace NlpTransfer.Tokenization;

/// <summary>What a SentencePiece file says beside its pieces, as far as it matters here. The defaults are the format's.</summary>
internal sealed record SentencePieceSpec
{
    /// <summary>"Unigram" or "BPE".</summary>
    public string ModelType { get; init; } = UnigramModel.Name;

    public bool ByteFallback { get; init; }

    /// <summary>What the unknown piece is decoded to.</summary>
    public string UnknownSurface { get; init; } = " \u2047 ";

    public string BeginPiece { get; init; } = "<s>";

    public string EndPiece { get; init; } = "</s>";

    public string PaddingPiece { get; init; } = "<pad>";

    /// <summary>The compiled character map, empty for none.</summary>
    public byte[] Charsmap { get; init; } = [];

    public bool AddDummyPrefix { get; init; } = true;

    public bool RemoveExtraWhitespaces { get; init; } = true;

    public bool EscapeWhitespaces { get; init; } = true;
}
