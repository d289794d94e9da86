using System.Globalization;
using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>Which texts a masked language model learns on and which measure it.</summary>
public sealed record MaskedTextOptions
{
    /// <summary>Texts of a language that are read at most, drawn evenly from all; they are held in memory. Default 200,000; at least 10.</summary>
    public int TextsPerLanguage { get; init; } = 200_000;

    /// <summary>Texts of a language that are held out to measure, at most a tenth of them. Default 200; from 0 (none: the last weights are taken) to 10,000.</summary>
    public int HeldOutTexts { get; init; } = 200;

    /// <summary>Held-out texts of a language whose pseudo-perplexity is taken at the end, which costs a forward pass a token. Default 20; from 0 (none) to 10,000.</summary>
    public int PseudoPerplexityTexts { get; init; } = 20;

    /// <summary>Texts that measure, for the languages that they are of; other languages give some of their own. Default: none.</summary>
    public IReadOnlyList<TextCorpus> Dev { get; init; } = [];

    /// <summary>Texts with their translations, for translation language modelling: both in one sequence. Default: none.</summary>
    public IReadOnlyList<PairCorpus> Pairs { get; init; } = [];

    /// <summary>Share of the batches that are pairs, where there are any. Default 0.3; from 0.01 to 0.9.</summary>
    public double PairShare { get; init; } = 0.3;

    /// <summary>Notes every option that is out of its range.</summary>
    internal void Validate(OptionFaults faults) => faults
        .Require(TextsPerLanguage >= 10, VectorTrainingOptions.Fault(nameof(TextsPerLanguage), "at least 10", TextsPerLanguage))
        .Require(HeldOutTexts is >= 0 and <= 10_000, VectorTrainingOptions.Fault(nameof(HeldOutTexts), "from 0 to 10000", HeldOutTexts))
        .Require(PseudoPerplexityTexts is >= 0 and <= 10_000, VectorTrainingOptions.Fault(nameof(PseudoPerplexityTexts), "from 0 to 10000", PseudoPerplexityTexts))
        .Require(PairShare is >= 0.01 and <= 0.9, VectorTrainingOptions.Fault(nameof(PairShare), "from 0.01 to 0.9", PairShare));

    /// <summary>All values in one line but the corpora, whatever the culture.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"textsPerLanguage {TextsPerLanguage}; heldOutTexts {HeldOutTexts}; pseudoPerplexityTexts {PseudoPerplexityTexts}; pairShare {PairShare}");
}
