namespace NlpTransfer.Torch.Tests;

/// <summary>Translation models of width 16 with random weights, one of each kind of stack.</summary>
internal static class TinyTranslator
{
    private static readonly StackConfig Stack = new()
    {
        VocabularySize = 30,
        HiddenSize = 16,
        Layers = 2,
        Heads = 2,
        IntermediateSize = 24,
        MaxPositions = 40,
        PaddingId = 1,
    };

    internal static IReadOnlyList<string> Kinds { get; } = ["encoder-decoder", "m2m", "marian"];

    internal static GenerationConfig Generation { get; } = new() { StartId = 0, EndIds = [2], PaddingId = 1 };

    internal static TranslationConfig Config(string kind) => kind switch
    {
        "m2m" => Make(Stack with { Positions = PositionKind.SinusoidalAfterPadding, FirstPosition = 2, NormFirst = true, ScalesEmbeddings = true }) with { SharesEmbeddings = true },
        "marian" => Make(Stack with { Positions = PositionKind.SinusoidalByPlace, Activation = Activation.Silu }) with { SharesEmbeddings = true, OutputBiasShape = [1, 30] },
        _ => Make(Stack with { FirstPosition = 2, NormalizesEmbeddings = true, TypeVocabularySize = 1 }) with
        {
            TiesOutput = false,
            TransformsOutput = true,
            OutputBiasShape = [30],
            MasksTargetPadding = true,
        },
    };

    internal static TorchTranslationModel Create(string kind, ulong seed = 1)
    {
        var model = new TorchTranslationModel(Config(kind));
        foreach (NamedWeight weight in model.NamedWeights.Where(weight => weight.Value.dim() > 1))
        {
            var random = new CounterRandom(seed, weight.Name);
            foreach (ref float value in TensorMemory.Of(weight.Value))
                value = (float)(0.3 * random.NextGaussian());
        }

        return model;
    }

    private static TranslationConfig Make(StackConfig side) => new() { Encoder = side, Decoder = side, StartId = 0, EndId = 2, PaddingId = 1 };
}
