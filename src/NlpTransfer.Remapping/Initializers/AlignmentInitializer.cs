using System.Globalization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Mixes the old tokens that stand in translations where the new token stands, by how often they do (Remy et al. 2024, "Trans-Tokenization and Cross-lingual Vocabulary
/// Transfers").
/// </summary>
public sealed class AlignmentInitializer : IRemapInitializer
{
    private readonly WordAlignmentTable _table;
    private readonly AlignmentOptions _options;

    /// <summary>Makes the initialiser.</summary>
    /// <param name="table">What the new tokens are aligned with.</param>
    /// <param name="options">What it takes to be expressed; null for the defaults.</param>
    /// <exception cref="UsageException">The options are at fault; all faults are named.</exception>
    public AlignmentInitializer(WordAlignmentTable table, AlignmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        (_table, _options) = (table, options ?? new AlignmentOptions());
        _options.Validate();
    }

    /// <inheritdoc/>
    public string Name => "alignment";

    /// <inheritdoc/>
    public string Evidence => string.Create(CultureInfo.InvariantCulture, $"it is aligned at least {_options.MinimumWeight:0.##} times in translated text, with the old tokens that it is mixed of");

    /// <inheritdoc/>
    public IEnumerable<RemapRow> Express(RemapContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var old = new OldPieces(context.Old);
        foreach (int token in context.Tokens)
        {
            cancellation.ThrowIfCancellationRequested();
            if (PieceForm.IsAdded(context.New, token) || context.New.IdToToken(token) is not { } piece || _table[piece] is not { Count: > 0 } sources
                || sources.Sum(source => source.Weight) < _options.MinimumWeight)
                continue;
            var weights = new OldWeights();
            foreach (AlignedToken source in sources.OrderByDescending(source => source.Weight).ThenBy(source => source.Source, StringComparer.Ordinal).Take(_options.MaximumSources))
                weights.AddAll(context.Old.TokenToId(source.Source) is { } id ? [id] : old.Of(source.Source, opensWord: true), source.Weight);
            foreach (RemapRow row in weights.Rows(token, Name))
                yield return row;
        }
    }
}
