namespace NlpTransfer;

/// <summary>
/// A family of encoders: a table of how its config.json and its tensors are called. A family that differs in names only needs a record of
/// this kind and a line in <see cref="EncoderFamilies.All"/>.
/// </summary>
/// <param name="ModelType">The <c>model_type</c> of config.json.</param>
/// <param name="Stack">How the layers are built.</param>
public sealed record EncoderFamily(string ModelType, EncoderStack Stack)
{
    /// <summary>The keys of config.json.</summary>
    public required EncoderConfigKeys ConfigKeys { get; init; }

    /// <summary>The names of the tensors.</summary>
    public required EncoderTensorNames Names { get; init; }

    /// <summary>Class names of the reference library with the head that each stands for; the first of each head is the one that is written.</summary>
    public required IReadOnlyList<(string Architecture, EncoderHead Head)> Architectures { get; init; }

    /// <summary>Whether positions count from one after the padding id (RoBERTa) instead of from zero, so that as many rows of the matrix are never used.</summary>
    public bool PositionsFollowPadding { get; init; }

    /// <summary>The layer norm's epsilon where config.json says none.</summary>
    public double DefaultLayerNormEpsilon { get; init; } = 1e-12;

    /// <summary>The dropout before a classifier where config.json says none; null where it is then that of the hidden states.</summary>
    public double? DefaultClassifierDropout { get; init; }

    /// <summary>Whether hidden values are dropped after attention in training, as they are after the feed-forward layer.</summary>
    public bool DropsAttentionOutput { get; init; } = true;

    /// <summary>What stands between the two products of a classification head.</summary>
    public Activation ClassifierActivation { get; init; } = Activation.Tanh;

    /// <summary>Whether the first token's state is dropped in training before the first product of a classification head too, not only before the second.</summary>
    public bool DropsClassifierInput { get; init; }

    /// <summary>The activation of a masked language model's head; null for the one that config.json names for the layers.</summary>
    public Activation? MaskedActivation { get; init; }

    /// <summary>The head that an architecture stands for: <see cref="EncoderHead.None"/> for one that is not in the table.</summary>
    public EncoderHead HeadOf(string? architecture) =>
        Architectures.FirstOrDefault(row => row.Architecture == architecture).Head;

    /// <summary>The architecture to write for a head.</summary>
    public string ArchitectureOf(EncoderHead head) => Architectures.First(row => row.Head == head).Architecture;

    /// <summary>What the reference library writes before the names of the body: nothing for a model without a head.</summary>
    public string PrefixOf(EncoderHead head) => head == EncoderHead.None ? "" : Names.Prefix;
}
