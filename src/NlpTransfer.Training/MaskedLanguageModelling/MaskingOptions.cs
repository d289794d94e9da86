namespace NlpTransfer.Training;

/// <summary>Which tokens are to be guessed, and what stands in their places (Devlin et al. 2019).</summary>
public sealed record MaskingOptions
{
    /// <summary>Share of tokens, or with <see cref="WholeWords"/> of words, that are to be guessed; at least one of every text. Default 0.15; from 0.01 to 0.9.</summary>
    public double Share { get; init; } = 0.15;

    /// <summary>Share of these whose place the mask takes. Default 0.8; from 0 to 1, with <see cref="RandomShare"/> at most 1. What is left keeps its token.</summary>
    public double MaskShare { get; init; } = 0.8;

    /// <summary>Share of these whose place a token drawn at random takes. Default 0.1; from 0 to 1.</summary>
    public double RandomShare { get; init; } = 0.1;

    /// <summary>
    /// Whether all tokens of a word are guessed together. Words are what white space separates: leave it out for scripts that are written without. Default false.
    /// </summary>
    public bool WholeWords { get; init; }

    /// <summary>Notes every option that is out of its range.</summary>
    internal void Validate(OptionFaults faults) => faults
        .Require(Share is >= 0.01 and <= 0.9, VectorTrainingOptions.Fault(nameof(Share), "from 0.01 to 0.9", Share))
        .Require(MaskShare is >= 0 and <= 1, VectorTrainingOptions.Fault(nameof(MaskShare), "from 0 to 1", MaskShare))
        .Require(RandomShare is >= 0 and <= 1, VectorTrainingOptions.Fault(nameof(RandomShare), "from 0 to 1", RandomShare))
        .Require(MaskShare + RandomShare <= 1 + 1e-9, VectorTrainingOptions.Fault($"{nameof(MaskShare)} and {nameof(RandomShare)} together", "at most 1", MaskShare + RandomShare));

    /// <summary>All values in one line, whatever the culture.</summary>
    internal string Describe() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"share {Share}; maskShare {MaskShare}; randomShare {RandomShare}; wholeWords {(WholeWords ? "true" : "false")}");
}
