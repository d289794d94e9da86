namespace NlpTransfer.Tokenization;

/// <summary>The buffers of one encoding, kept by each thread from text to text.</summary>
internal sealed class EncodingWorkspace
{
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static EncodingWorkspace? _idle;

    public NormalizedText Normalized { get; } = new();

    public PreTokenizedText PreTokenized { get; } = new();

    public List<PendingToken> Tokens { get; } = [];

    /// <summary>Scratch of the Unigram search.</summary>
    public ViterbiLattice Lattice { get; } = new();

    /// <summary>Scratch of byte-pair merging.</summary>
    public BpeSymbols Symbols { get; } = new();

    public static EncodingWorkspace Rent()
    {
        EncodingWorkspace workspace = _idle ?? new EncodingWorkspace();
        _idle = null;
        workspace.Tokens.Clear();
        workspace.PreTokenized.Clear();
        return workspace;
    }

    /// <summary>Gives the buffers back, unless a giant text has blown them up.</summary>
    public void Return()
    {
        if (Normalized.Capacity <= LargestKept && PreTokenized.Capacity <= LargestKept)
            _idle = this;
    }
}
