using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>What an encoder is like that is made from nothing.</summary>
public sealed record NewEncoderOptions
{
    /// <summary>
    /// The family: <c>bert</c>, <c>roberta</c>, <c>xlm-roberta</c> or <c>distilbert</c>. Default <c>xlm-roberta</c>, in whose folders other libraries expect a SentencePiece
    /// vocabulary, as the project's tokenizers have; they expect WordPiece in <c>bert</c> and <c>distilbert</c>, and byte-level BPE in <c>roberta</c>.
    /// </summary>
    public string Family { get; init; } = "xlm-roberta";

    /// <summary>Layers. Default 6; from 1 to 64.</summary>
    public int Layers { get; init; } = 6;

    /// <summary>Width of hidden states. Default 256; from 8 to 4096, a multiple of <see cref="Heads"/>.</summary>
    public int HiddenSize { get; init; } = 256;

    /// <summary>Attention heads. Default 4; from 1 to 128.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Width of the feed-forward layers. Default null: four times <see cref="HiddenSize"/>; from 8 to 65,536.</summary>
    public int? IntermediateSize { get; init; }

    /// <summary>The longest input in tokens, special ones included. Default 128; from 8 to 65,536. A place that no training text reaches stays as it was drawn.</summary>
    public int MaxTokens { get; init; } = 128;

    /// <summary>Checks every range.</summary>
    /// <exception cref="UsageException">Names all options that are out of their range.</exception>
    public void Validate()
    {
        var faults = new OptionFaults("a new encoder");
        Validate(faults);
        faults.ThrowIfAny();
    }

    /// <summary>Notes every option that is out of its range.</summary>
    internal void Validate(OptionFaults faults) => faults
        .Require(EncoderFamilies.Find(Family) is not null, VectorTrainingOptions.Fault(nameof(Family), string.Join(", ", EncoderFamilies.All.Select(family => family.ModelType)), $"'{Family}'"))
        .Require(Layers is >= 1 and <= 64, VectorTrainingOptions.Fault(nameof(Layers), "from 1 to 64", Layers))
        .Require(HiddenSize is >= 8 and <= 4096, VectorTrainingOptions.Fault(nameof(HiddenSize), "from 8 to 4096", HiddenSize))
        .Require(Heads is >= 1 and <= 128, VectorTrainingOptions.Fault(nameof(Heads), "from 1 to 128", Heads))
        .Require(Heads < 1 || HiddenSize % Heads == 0, VectorTrainingOptions.Fault(nameof(HiddenSize), $"a multiple of {nameof(Heads)} = {Heads}", HiddenSize))
        .Require(IntermediateSize is null or (>= 8 and <= 65_536), VectorTrainingOptions.Fault(nameof(IntermediateSize), "from 8 to 65536", IntermediateSize))
        .Require(MaxTokens is >= 8 and <= 65_536, VectorTrainingOptions.Fault(nameof(MaxTokens), "from 8 to 65536", MaxTokens));

    /// <summary>All values in one line, whatever the culture.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"family {Family}; layers {Layers}; hiddenSize {HiddenSize}; heads {Heads}; intermediateSize {IntermediateSize ?? (4 * HiddenSize)}; maxTokens {MaxTokens}");
}
