namespace NlpTransfer.Training;

/// <summary>Which token embeddings train, of those that occur in the texts.</summary>
public enum TrainedRows
{
    /// <summary>Those that the teacher does not have bit for bit: whatever a remap made rather than copied.</summary>
    New,

    /// <summary>All.</summary>
    All,
}
