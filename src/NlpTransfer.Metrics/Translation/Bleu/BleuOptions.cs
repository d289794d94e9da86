namespace NlpTransfer.Metrics;

/// <summary>How BLEU is computed; the defaults are those of sacrebleu.</summary>
public sealed record BleuOptions
{
    /// <summary>How lines are cut into words; default 13a.</summary>
    public BleuTokenizer Tokenizer { get; init; } = BleuTokenizer.V13a;

    /// <summary>What stands in for a precision of zero; default exp.</summary>
    public BleuSmoothing Smoothing { get; init; } = BleuSmoothing.Exponential;

    /// <summary>The count that floor puts in place or add-k adds; above 0 and finite. Null for the method's own (0.1 and 1), and for the others, which have none.</summary>
    public double? SmoothingValue { get; init; }

    /// <summary>Longest n-grams counted; 1 to 16, default 4.</summary>
    public int MaxOrder { get; init; } = 4;

    /// <summary>Whether orders that the translation is too short for are left out, as sentences' scores need it; default false.</summary>
    public bool EffectiveOrder { get; init; }

    /// <summary>Whether both sides are lower-cased; default false.</summary>
    public bool LowerCase { get; init; }

    internal double Smoother => SmoothingValue ?? (Smoothing == BleuSmoothing.Floor ? 0.1 : 1);

    internal void Validate() => new OptionFaults("BLEU")
        .Require(Enum.IsDefined(Tokenizer), $"Tokenizer must be a known one, not {(int)Tokenizer}")
        .Require(Enum.IsDefined(Smoothing), $"Smoothing must be a known one, not {(int)Smoothing}")
        .Require(SmoothingValue is null or (> 0 and < double.PositiveInfinity), FormattableString.Invariant($"SmoothingValue must be above 0 and finite, not {SmoothingValue}"))
        .Require(SmoothingValue is null || Smoothing is BleuSmoothing.Floor or BleuSmoothing.AddK, "SmoothingValue belongs to the smoothings floor and add-k")
        .Require(MaxOrder is >= 1 and <= 16, $"MaxOrder must be from 1 to 16, not {MaxOrder}")
        .ThrowIfAny();
}
