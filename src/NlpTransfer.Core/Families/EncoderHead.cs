namespace NlpTransfer;

/// <summary>What an encoder carries above its last layer.</summary>
public enum EncoderHead
{
    /// <summary>Nothing but perhaps a pooler: hidden states are the result.</summary>
    None,

    /// <summary>Logits of a fixed set of labels, from the first token.</summary>
    SequenceClassification,

    /// <summary>Logits over the vocabulary at every position.</summary>
    MaskedLanguageModel,
}
