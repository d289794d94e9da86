namespace NlpTransfer;

/// <summary>The families of encoders that are supported.</summary>
public static class EncoderFamilies
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<EncoderFamily> All { get; } = [BertFamily.Family, RobertaFamily.Family, XlmRobertaFamily.Family, DistilBertFamily.Family];

    /// <summary>The family of a <c>model_type</c>, or null where it is not supported.</summary>
    public static EncoderFamily? Find(string modelType) => All.FirstOrDefault(family => family.ModelType == modelType);
}
