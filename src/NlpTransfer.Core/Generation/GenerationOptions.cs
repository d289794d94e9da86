using System.Globalization;

namespace NlpTransfer;

/// <summary>How sequences are generated. What the transformers library's generation_config.json says maps to these.</summary>
public sealed record GenerationOptions
{
    /// <summary>Sequences that are followed side by side: 1 (default, greedy) to 64.</summary>
    public int Beams { get; init; } = 1;

    /// <summary>Tokens that are generated at most, the end included: 1 to 100,000. Default 256; a model's own length bounds it too.</summary>
    public int MaxNewTokens { get; init; } = 256;

    /// <summary>Tokens that come before the end at least: 0 (default) to below <see cref="MaxNewTokens"/>.</summary>
    public int MinNewTokens { get; init; }

    /// <summary>A finished sequence scores the sum of its log-probabilities divided by its length to this power: -10 to 10. Default 1, the mean; above it longer ones gain.</summary>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>When beam search ends for a sentence. Default <see cref="BeamStopping.Heuristic"/>.</summary>
    public BeamStopping EarlyStopping { get; init; }

    /// <summary>No sequence of so many tokens comes twice: 0 (default, anything may) to 100. The start counts as a token.</summary>
    public int NoRepeatNgram { get; init; }

    /// <summary>Sequences of tokens that are never generated. Default none.</summary>
    public IReadOnlyList<IReadOnlyList<int>> BadWords { get; init; } = [];

    /// <summary>The first token, such as a language's; null (default) leaves it free.</summary>
    public int? FirstToken { get; init; }

    /// <summary>The token that takes the last place of a sequence that reaches <see cref="MaxNewTokens"/>; null (default) leaves it free.</summary>
    public int? LastToken { get; init; }

    /// <summary>How many sequences a sentence gets, the best first: 1 (default) to <see cref="Beams"/>, or to 64 where they are drawn.</summary>
    public int Best { get; init; } = 1;

    /// <summary>Whether probabilities are taken over the tokens that the rules above leave. Default false: over all of them.</summary>
    public bool Renormalize { get; init; }

    /// <summary>Draws tokens instead of taking the most probable ones; null (default) doesn't. Not together with beams.</summary>
    public SamplingOptions? Sampling { get; init; }

    /// <summary>Checks everything.</summary>
    /// <exception cref="UsageException">Names every fault.</exception>
    public void Check()
    {
        var faults = new OptionFaults("generation");
        faults
            .Require(Beams is >= 1 and <= 64, string.Create(CultureInfo.InvariantCulture, $"Beams must be from 1 to 64, not {Beams}"))
            .Require(MaxNewTokens is >= 1 and <= 100_000, string.Create(CultureInfo.InvariantCulture, $"MaxNewTokens must be from 1 to 100000, not {MaxNewTokens}"))
            .Require(MinNewTokens >= 0 && MinNewTokens < MaxNewTokens, string.Create(CultureInfo.InvariantCulture, $"MinNewTokens must be from 0 to below MaxNewTokens = {MaxNewTokens}, not {MinNewTokens}"))
            .Require(LengthPenalty is >= -10 and <= 10, string.Create(CultureInfo.InvariantCulture, $"LengthPenalty must be from -10 to 10, not {LengthPenalty}"))
            .Require(Enum.IsDefined(EarlyStopping), $"EarlyStopping {EarlyStopping} is not known")
            .Require(NoRepeatNgram is >= 0 and <= 100, string.Create(CultureInfo.InvariantCulture, $"NoRepeatNgram must be from 0 to 100, not {NoRepeatNgram}"))
            .Require(BadWords is not null && BadWords.All(word => word is { Count: > 0 } && word.All(id => id >= 0)), "BadWords holds an empty sequence or an id below 0")
            .Require(FirstToken is null or >= 0, string.Create(CultureInfo.InvariantCulture, $"FirstToken must be an id, not {FirstToken}"))
            .Require(LastToken is null or >= 0, string.Create(CultureInfo.InvariantCulture, $"LastToken must be an id, not {LastToken}"))
            .Require(Best >= 1 && Best <= (Sampling is null ? Beams : 64), string.Create(CultureInfo.InvariantCulture, $"Best must be from 1 to {(Sampling is null ? $"Beams = {Beams}" : "64")}, not {Best}"))
            .Require(Sampling is null || Beams == 1, string.Create(CultureInfo.InvariantCulture, $"Sampling draws single sequences, so Beams must be 1, not {Beams}"));
        Sampling?.Check(faults);
        faults.ThrowIfAny();
    }
}
