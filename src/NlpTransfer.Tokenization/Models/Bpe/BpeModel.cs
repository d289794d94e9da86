namespace NlpTransfer.Tokenization;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016): a stretch begins as its characters, and of the pairs that may be merged the one that was learnt first is merged,
/// from the left, until none is left.
/// </summary>
public sealed partial record BpeModel : TokenModel
{
    internal const string Name = "BPE";

    private readonly NumberedPieces _pieces;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly BpeMergeTable _merges;
    private readonly int[]? _byteIds;
    private readonly bool _breaksBeforeBlanks;
    private readonly PieceKinds? _kinds;
    private readonly IReadOnlyDictionary<int, int> _virtual;
    private readonly WordCache _cache = new();

    /// <summary>Makes a model of pieces and merges.</summary>
    /// <param name="pieces">The pieces; the place of each is its id.</param>
    /// <param name="merges">The merges, first learnt first; both parts and what they make must be pieces. Where a pair stands there twice, the later place counts.</param>
    /// <param name="options">What is not covered by them; null for the defaults.</param>
    /// <exception cref="UsageException">Pieces stand there twice, the unknown piece or a merge's piece is missing, or there is too much text.</exception>
    public BpeModel(IReadOnlyList<string> pieces, IReadOnlyList<BpeMerge> merges, BpeOptions? options = null)
        : this(NumberedPieces.Of(pieces), Ids(merges), options ?? new(), (index, what) =>
            new UsageException(index < 0 ? $"The vocabulary can't be used: {what}" : $"The merges can't be used: the merge {index} {what}"))
    {
    }

    private BpeModel(
        NumberedPieces pieces, MergeReader merges, BpeOptions options, Func<int, string, NlpTransferException> fault, PieceKinds? kinds = null)
    {
        _pieces = pieces;
        _kinds = kinds;
        Options = options;
        if (options.UnknownToken is { } unknown)
        {
            UnknownId = pieces.Find(unknown) is >= 0 and int id
                ? id
                : throw fault(-1, $"the unknown piece '{unknown}' is missing.");
        }

        var products = new BpeProducts(pieces, options.ContinuingSubwordPrefix ?? "");
        merges(products, fault);
        (_left, _right, _merges) = products.Build();
        _virtual = products.Characters;
        _byteIds = options.ByteFallback ? BytePieces.Find(pieces.Find) : null;
        _breaksBeforeBlanks = options is { ContinuingSubwordPrefix: null, EndOfWordSuffix: null, IgnoreMerges: false }
            && pieces.Find("▁") >= 0 && !products.CrossesBlank && kinds?.UserDefined?.HasInnerBlank != true;
    }

    private delegate void MergeReader(BpeProducts products, Func<int, string, NlpTransferException> fault);

    /// <inheritdoc/>
    public override string Type => Name;

    /// <summary>What was chosen beside pieces and merges.</summary>
    public BpeOptions Options { get; }

    /// <inheritdoc/>
    public override int PieceCount => _pieces.Count;

    /// <inheritdoc/>
    public override int IdLimit => _pieces.IdLimit;

    /// <inheritdoc/>
    public override int? UnknownId { get; }

    /// <summary>Number of merges.</summary>
    public int MergeCount => _left.Length;

    /// <inheritdoc/>
    public override int? PieceToId(ReadOnlySpan<char> piece) => _pieces.Find(piece) is >= 0 and int id ? id : null;

    /// <inheritdoc/>
    public override string? IdToPiece(int id) => _pieces.Get(id);

    /// <summary>A merge by its place.</summary>
    /// <param name="index">A place from 0 to <see cref="MergeCount"/>, exclusively.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public BpeMerge Merge(int index) => index >= 0 && index < _left.Length
        ? new(SymbolText(_left[index]), SymbolText(_right[index]))
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Compares by vocabulary, merges and options.</summary>
    public bool Equals(BpeModel? other) => ReferenceEquals(this, other) || (other is not null && Options == other.Options
        && (_kinds is null ? other._kinds is null : _kinds.SameAs(other._kinds)) && _pieces.SameAs(other._pieces) && _left.AsSpan().SequenceEqual(other._left) && _right.AsSpan().SequenceEqual(other._right));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PieceCount, MergeCount, Options);

    /// <summary>A piece, or a character that is only part of one.</summary>
    private string SymbolText(int symbol) =>
        _pieces.Get(symbol) ?? char.ConvertFromUtf32(_virtual.First(character => character.Value == symbol).Key);

    private static MergeReader Ids(IReadOnlyList<BpeMerge> merges)
    {
        ArgumentNullException.ThrowIfNull(merges);
        return (products, fault) =>
        {
            for (int i = 0; i < merges.Count; i++)
            {
                if (products.Add(merges[i].Left, merges[i].Right) is { } wrong)
                    throw fault(i, wrong);
            }
        };
    }
}
