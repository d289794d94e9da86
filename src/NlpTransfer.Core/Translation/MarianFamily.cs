namespace NlpTransfer;

/// <summary>Marian (Junczys-Dowmunt et al. 2018), the OPUS-MT models, as the transformers library names them: post-norm, positions by place, a bias on the logits.</summary>
internal static class MarianFamily
{
    private static readonly BartDefaults Defaults = new()
    {
        Positions = PositionKind.SinusoidalByPlace,
        NormFirst = false,
        ScalesEmbeddings = false,
        HasOutputBias = true,
        PaddingId = 58100,
        EndId = 0,
    };

    public static TranslationFamily Family { get; } = new(
        "marian", "MarianMTModel", config => BartConfigReader.Read(config, Defaults), _ => BartNames.Make("final_logits_bias", finalNorm: false))
    {
        SharedNames = BartNames.SharedNames,
        Buffers = BartNames.Buffers,
    };
}
