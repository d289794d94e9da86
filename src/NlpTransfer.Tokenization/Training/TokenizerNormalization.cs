namespace NlpTransfer.Tokenization;

/// <summary>What a trained tokenizer does to the characters of a text, beside making runs of white space one blank.</summary>
public enum TokenizerNormalization
{
    /// <summary>Nothing: composed and decomposed spellings stay different.</summary>
    None,

    /// <summary>Unicode's NFC: letters are composed with their marks where Unicode has such a letter.</summary>
    Nfc,

    /// <summary>Unicode's NFD: letters and marks are apart.</summary>
    Nfd,

    /// <summary>Unicode's NFKC: NFC, and variants such as full-width letters and ligatures become the plain letters.</summary>
    Nfkc,
}
