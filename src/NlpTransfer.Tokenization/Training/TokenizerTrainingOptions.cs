using System.Globalization;

namespace NlpTransfer.Tokenization;

/// <summary>How a tokenizer is trained, by <see cref="UnigramTrainer"/> or <see cref="BpeTrainer"/>.</summary>
public sealed record TokenizerTrainingOptions
{
    /// <summary>The most that <see cref="VocabularySize"/> may be.</summary>
    public const int LargestVocabulary = 1_000_000;

    /// <summary>Pieces in all: special tokens, symbols, bytes, characters and longer pieces. From 16 to <see cref="LargestVocabulary"/>; default 8,000.</summary>
    public int VocabularySize { get; init; } = 8_000;

    /// <summary>
    /// Share of the text's characters, most frequent first, that become pieces; the others are unknown (or bytes, with <see cref="ByteFallback"/>).
    /// From 0.9 to 1; default 0.9995, which drops foreign letters and keeps alphabets. Use 0.9995 or less for scripts with thousands of characters, 1 for tiny texts.
    /// </summary>
    public double CharacterCoverage { get; init; } = 0.9995;

    /// <summary>
    /// Characters that become pieces however rare they are, such as all letters of a language; white space in it counts for nothing. Letters that have a composed and a
    /// decomposed spelling are kept in each that <see cref="Normalization"/> lets through. Default none.
    /// </summary>
    public string RequiredCharacters { get; init; } = "";

    /// <summary>Texts that are always one token, wherever they stand, such as <c>{0}</c> or <c>&lt;br&gt;</c>. Default none.</summary>
    public IReadOnlyList<string> UserDefinedSymbols { get; init; } = [];

    /// <summary>Whether the vocabulary holds the 256 bytes, so that nothing is unknown. Default false.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>What is done to characters. Default <see cref="TokenizerNormalization.Nfkc"/>. Of no effect beside <see cref="NormalizerOf"/>.</summary>
    public TokenizerNormalization Normalization { get; init; } = TokenizerNormalization.Nfkc;

    /// <summary>Whether letters become lower case. Default false. Of no effect beside <see cref="NormalizerOf"/>.</summary>
    public bool Lowercase { get; init; }

    /// <summary>A tokenizer whose normalizer is taken as it is, such as XLM-R's with SentencePiece's character map; null for the two options above. Default null.</summary>
    public TextTokenizer? NormalizerOf { get; init; }

    /// <summary>
    /// How languages share the vocabulary: each counts as its number of words to this power. From 0 (all the same) to 1 (as they come); default 0.3, as for XLM-R (Conneau et al. 2020).
    /// Of no effect where there is one language.
    /// </summary>
    public double Temperature { get; init; } = 0.3;

    /// <summary>Code points of a piece at most, the visible blank included. From 1 to 64; default 16.</summary>
    public int MaximumPieceLength { get; init; } = 16;

    /// <summary>
    /// Different words that are held in memory while a text is counted; where there are more, the rarest are left out, as in lossy counting (Manku and Motwani 2002), and told.
    /// From 1,000 to 20,000,000; default 2,000,000, which takes some hundred megabytes.
    /// </summary>
    public int MaximumWords { get; init; } = 2_000_000;

    /// <summary>The special tokens, in the order begin, padding, end, unknown, mask from id 0 on; one that is null is left out. Only the unknown one has to be there.</summary>
    public SpecialTokenNames SpecialTokens { get; init; } = new() { Begin = "<s>", Padding = "<pad>", End = "</s>", Unknown = "<unk>", Mask = "<mask>" };

    /// <summary>Threads at most; the result does not depend on them. From 1 to 256; default: one a processor.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 256);

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="UsageException">Names every fault.</exception>
    internal void Validate()
    {
        static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
        string?[] specials = [.. SpecialNames];
        string[] fixedPieces = [.. specials.OfType<string>(), .. UserDefinedSymbols];
        new OptionFaults("training a tokenizer")
            .Require(VocabularySize is >= 16 and <= LargestVocabulary, $"VocabularySize must be from 16 to {LargestVocabulary}, not {VocabularySize}")
            .Require(CharacterCoverage is >= 0.9 and <= 1, $"CharacterCoverage must be from 0.9 to 1, not {Text(CharacterCoverage)}")
            .Require(Temperature is >= 0 and <= 1, $"Temperature must be from 0 to 1, not {Text(Temperature)}")
            .Require(MaximumPieceLength is >= 1 and <= 64, $"MaximumPieceLength must be from 1 to 64, not {MaximumPieceLength}")
            .Require(MaximumWords is >= 1_000 and <= 20_000_000, $"MaximumWords must be from 1000 to 20000000, not {MaximumWords}")
            .Require(Threads is >= 1 and <= 256, $"Threads must be from 1 to 256, not {Threads}")
            .Require(Enum.IsDefined(Normalization), $"Normalization must be one of None, Nfc, Nfd and Nfkc, not {(int)Normalization}")
            .Require(SpecialTokens.Unknown is not null, "SpecialTokens must name an unknown token")
            .Require(fixedPieces.All(piece => piece.Length > 0 && !piece.Any(char.IsWhiteSpace)), "special tokens and user-defined symbols must not be empty or hold white space")
            .Require(fixedPieces.Distinct().Count() == fixedPieces.Length, "special tokens and user-defined symbols must differ from each other")
            .ThrowIfAny();
    }

    /// <summary>The special tokens in the order of their ids.</summary>
    internal IEnumerable<string?> SpecialNames =>
        [SpecialTokens.Begin, SpecialTokens.Padding, SpecialTokens.End, SpecialTokens.Unknown, SpecialTokens.Mask];
}
