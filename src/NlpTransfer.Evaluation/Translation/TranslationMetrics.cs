namespace NlpTransfer.Evaluation;

/// <summary>The scores that translations are measured by, under the names that commands and JSON give them.</summary>
public static class TranslationMetrics
{
    /// <summary>BLEU, chrF, chrF++ and TER as sacrebleu computes them by default.</summary>
    public static IReadOnlyList<TranslationMetric> All { get; } = [new Bleu(), new Chrf(), new Chrf(new ChrfOptions { WordOrder = 2 }), new Ter()];

    /// <summary>The name of a score in JSON: <c>bleu</c>, <c>chrf</c>, <c>chrfpp</c> for a chrF that counts words, <c>ter</c>.</summary>
    public static string KeyOf(TranslationMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric switch
        {
            Bleu => "bleu",
            Ter => "ter",
            _ => metric.Name.EndsWith('+') ? "chrfpp" : "chrf",
        };
    }
}
