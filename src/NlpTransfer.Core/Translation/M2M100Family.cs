namespace NlpTransfer;

/// <summary>M2M-100 (Fan et al. 2021) and NLLB (Costa-jussà et al. 2022), as the transformers library names them: pre-norm, positions over tokens after the padding id.</summary>
internal static class M2M100Family
{
    private static readonly BartDefaults Defaults = new()
    {
        Positions = PositionKind.SinusoidalAfterPadding,
        NormFirst = true,
        ScalesEmbeddings = true,
        HasOutputBias = false,
        AttentionDropout = 0.1,
        LayerDropout = 0.05,
        PaddingId = 1,
        EndId = 2,
        StartId = 2,
    };

    public static TranslationFamily Family { get; } = new(
        "m2m_100", "M2M100ForConditionalGeneration", config => BartConfigReader.Read(config, Defaults), _ => BartNames.Make(outputBias: null, finalNorm: true))
    {
        SharedNames = BartNames.SharedNames,
        Buffers = BartNames.Buffers,
    };
}
