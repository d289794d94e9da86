namespace NlpTransfer.LinearModels;

/// <summary>What a saved classifier says of itself beside its tensors: JSON in the metadata of the safetensors file.</summary>
internal sealed record CombinedDocument(int Schema, string[] Labels, double Strength, FeatureDocument[] Features, PartDocument[] Parts)
{
    public const string Key = "nlptransfer.linear";

    public const int CurrentSchema = 1;
}

/// <summary>One feature set.</summary>
internal sealed record FeatureDocument(NgramKind Kind, int Shortest, int Longest, int MinDocuments, bool DropMarks, int Documents);

/// <summary>One part: which feature sets it reads, whether vectors, and its numbers.</summary>
/// <param name="Kind">letters, kernel, frozen or encoder.</param>
/// <param name="Weight">Weight of its log-probabilities.</param>
/// <param name="Scale">What its scores are multiplied by: the kernel's scale, the frozen head's strength, the encoder's temperature; 1 for letters.</param>
/// <param name="Features">Numbers of feature sets.</param>
/// <param name="Dimension">Width of the vectors; 0 for none.</param>
/// <param name="MeanLength">Mean length of centred vectors.</param>
internal sealed record PartDocument(string Kind, double Weight, double Scale, int[] Features, int Dimension, double MeanLength);
