namespace NlpTransfer;

/// <summary>The families of translation models that are supported.</summary>
public static class TranslationFamilies
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TranslationFamily> All { get; } = [EncoderDecoderFamily.Family, M2M100Family.Family, MarianFamily.Family];

    /// <summary>The family of a <c>model_type</c>, or null where it is not supported.</summary>
    public static TranslationFamily? Find(string modelType) => All.FirstOrDefault(family => family.ModelType == modelType);
}
