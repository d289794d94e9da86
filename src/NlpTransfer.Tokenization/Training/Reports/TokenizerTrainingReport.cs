namespace NlpTransfer.Tokenization;

/// <summary>What a tokenizer was made of, and what a user should know about it.</summary>
public sealed record TokenizerTrainingReport
{
    /// <summary>Pieces in all, special tokens included.</summary>
    public required int Pieces { get; init; }

    /// <summary>Pieces that are one character.</summary>
    public required int Characters { get; init; }

    /// <summary>Different characters in the normalised text.</summary>
    public required int CharactersSeen { get; init; }

    /// <summary>Share of the text's characters that the vocabulary has.</summary>
    public required double CharacterCoverage { get; init; }

    /// <summary>Different normalised words that were trained on.</summary>
    public required int DistinctWords { get; init; }

    /// <summary>Words of more than 256 characters, which were cut.</summary>
    public required long CutWords { get; init; }

    /// <summary>NUL characters, which were left out.</summary>
    public required long NulCharacters { get; init; }

    /// <summary>Halves of surrogate pairs, which were left out.</summary>
    public required long LoneSurrogates { get; init; }

    /// <summary>A report a language, in the order in which they came.</summary>
    public required IReadOnlyList<LanguageTrainingReport> Languages { get; init; }

    /// <summary>Sentences that a user should read; empty where all is well.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
