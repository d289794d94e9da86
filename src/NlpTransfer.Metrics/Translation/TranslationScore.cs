namespace NlpTransfer.Metrics;

/// <summary>A translation score as sacrebleu states it.</summary>
public record TranslationScore
{
    internal TranslationScore(string name, double value, string signature) => (Name, Value, Signature) = (name, value, signature);

    /// <summary>The score's name: BLEU, chrF2, chrF2++, TER.</summary>
    public string Name { get; }

    /// <summary>The score; 0 to 100 for BLEU and chrF, 0 upwards for TER (lower is better).</summary>
    public double Value { get; }

    /// <summary>Everything that the figure depends on, as sacrebleu writes it: <c>nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0</c>.</summary>
    public string Signature { get; }

    /// <summary>What follows the score in its line of text; empty for most.</summary>
    private protected virtual string Details => "";

    /// <summary>The line that sacrebleu prints: <c>BLEU = 53.32 90.0/63.1/47.0/35.2 (BP = 0.963 ratio = 0.964 hyp_len = 2497 ref_len = 2591)</c>.</summary>
    /// <param name="decimals">Decimals of the score; 0 to 15.</param>
    /// <param name="withSignature">Whether the signature follows the name: <c>BLEU|nrefs:1|... = 53.32 ...</c>.</param>
    public string ToText(int decimals = 2, bool withSignature = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 15);
        string name = withSignature ? $"{Name}|{Signature}" : Name;
        string details = Details.Length == 0 ? "" : " " + Details;
        return $"{name} = {FixedText.Format(Value, decimals)}{details}";
    }
}
