using System.Text;

namespace NlpTransfer.Remapping;

/// <summary>
/// Takes the mean of the old pieces that the new token's text is made of ("fast vocabulary transfer": Gee et al. 2022, Fast Vocabulary Transfer for Language Model
/// Compression). A text with letters that the old tokenizer lacks is the mean of its letters instead, and a letter that it lacks the mean of the letters it is
/// made of: its canonical decomposition, else a plainer letter that it looks or sounds like, else the mean of its script's letters.
/// </summary>
public sealed class MeanInitializer : IRemapInitializer
{
    private readonly MeanOptions _options;

    /// <summary>Makes the initialiser.</summary>
    /// <param name="options">Which tokens it stands for; null for the defaults.</param>
    /// <exception cref="UsageException">The options are at fault; all faults are named.</exception>
    public MeanInitializer(MeanOptions? options = null)
    {
        _options = options ?? new MeanOptions();
        _options.Validate();
    }

    /// <summary><c>mean</c>; with a limit on the pieces <c>mean-of-few</c>.</summary>
    public string Name => _options.MaximumPieces is null ? "mean" : "mean-of-few";

    /// <inheritdoc/>
    public string Evidence => _options.MaximumPieces is { } most ? $"its text is at most {most} old pieces, whose mean it is" : "its text is old pieces or letters, whose mean it is";

    /// <inheritdoc/>
    public IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (old, letters) = (new OldPieces(context.Old), new LetterPieces(context.Old));
        foreach (int token in context.Tokens)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] pieces = Pieces(context, old, letters, token);
            foreach (IGrouping<int, int> same in pieces.GroupBy(piece => piece).OrderBy(same => same.Key))
                yield return new RemapRow(token, same.Key, (float)same.Count() / pieces.Length, Name);
        }
    }

    private int[] Pieces(RemapContext context, OldPieces old, LetterPieces letters, int token)
    {
        if (context.New.IdToToken(token) is not { } name || PieceForm.IsAdded(context.New, token))
            return [];
        (string text, bool opensWord) = PieceText.Of(context.New, name);
        if (text.Length == 0)
            return ByteLevelText.IsUsedBy(context.New) && _options.MaximumPieces is null ? old.OfBytes(name) : [];
        int[] pieces = _options.Letters ? old.Of(text, opensWord) : old.WithUnknown(text, opensWord);
        if (_options.MaximumPieces is { } most)
            return pieces.Length <= most ? pieces : [];
        return pieces.Length > 0 || !_options.Letters ? pieces : [.. text.EnumerateRunes().SelectMany(letters.Express)];
    }
}
