using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// How a new vocabulary is expressed in an old one: a sparse linear map, with for each new token the old ones that it is made of. Extending,
/// exchanging and trimming a vocabulary are the same operation with other plans. It never changes.
/// </summary>
public sealed class RemapPlan
{
    private readonly RemapRow[] _rows;
    private readonly int[] _starts;
    private readonly string[] _oldPieces;

    private RemapPlan(TextTokenizer tokenizer, int oldVocabularySize, RemapRow[] rows, string[] oldPieces)
    {
        Tokenizer = tokenizer;
        OldVocabularySize = oldVocabularySize;
        _rows = rows;
        _oldPieces = oldPieces;
        _starts = new int[tokenizer.VocabularySize + 1];
        foreach (RemapRow row in rows)
            _starts[row.NewToken + 1]++;
        for (int token = 0; token < tokenizer.VocabularySize; token++)
            _starts[token + 1] += _starts[token];
    }

    /// <summary>The new tokenizer.</summary>
    public TextTokenizer Tokenizer { get; }

    /// <summary>Number of new tokens, each of which is expressed.</summary>
    public int NewVocabularySize => Tokenizer.VocabularySize;

    /// <summary>Number of ids of the old tokenizer.</summary>
    public int OldVocabularySize { get; }

    /// <summary>All rows, by new token, then by old token.</summary>
    public IReadOnlyList<RemapRow> Rows => _rows;

    /// <summary>The rows of one new token; at least one.</summary>
    /// <param name="newToken">Its id.</param>
    public ReadOnlySpan<RemapRow> RowsOf(int newToken) => _rows.AsSpan(_starts[newToken], _starts[newToken + 1] - _starts[newToken]);

    /// <summary>The text of the old token of a row, as it stands in the old vocabulary.</summary>
    /// <param name="row">Index into <see cref="Rows"/>.</param>
    public string OldPiece(int row) => _oldPieces[row];

    /// <summary>How many new tokens each method expresses, by the method's name.</summary>
    public IReadOnlyDictionary<string, int> TokensByMethod =>
        new SortedDictionary<string, int>(_rows.DistinctBy(row => (row.NewToken, row.Method)).GroupBy(row => row.Method).ToDictionary(same => same.Key, same => same.Count()), StringComparer.Ordinal);

    /// <summary>Makes a plan: the initialisers are asked one after the other for the tokens that those before them left.</summary>
    /// <param name="model">The model whose vocabulary changes; its own tokenizer is the old one.</param>
    /// <param name="tokenizer">The new tokenizer.</param>
    /// <param name="initializers">Whom to ask, in order; none stands for <see cref="RemapInitializers.All"/>.</param>
    /// <exception cref="NlpTransferException">Nobody expresses some new token; the message names the first ones.</exception>
    /// <exception cref="ModelFormatException">The model has no tokenizer that can be read.</exception>
    public static RemapPlan Create(ModelFolder model, TextTokenizer tokenizer, params IReadOnlyList<IRemapInitializer> initializers)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Create(TextTokenizer.Load(model.RequireTokenizer()), tokenizer, initializers);
    }

    /// <summary>Makes a plan from one tokenizer to another.</summary>
    /// <param name="old">The tokenizer that the model has.</param>
    /// <param name="tokenizer">The new tokenizer.</param>
    /// <param name="initializers">Whom to ask, in order; none stands for <see cref="RemapInitializers.All"/>.</param>
    /// <param name="cancellation">Stops between tokens.</param>
    /// <exception cref="NlpTransferException">Nobody expresses some new token; the message names the first ones.</exception>
    public static RemapPlan Create(
        TextTokenizer old, TextTokenizer tokenizer, IReadOnlyList<IRemapInitializer> initializers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var rows = new List<RemapRow>();
        var context = new RemapContext(old, tokenizer);
        foreach (IRemapInitializer initializer in initializers.Count > 0 ? initializers : RemapInitializers.All)
        {
            RemapRow[] found = [.. initializer.Express(context, cancellation)];
            rows.AddRange(found);
            var expressed = found.Select(row => row.NewToken).ToHashSet();
            context = context with { Tokens = [.. context.Tokens.Where(token => !expressed.Contains(token))] };
        }

        if (context.Tokens.Count > 0)
        {
            IEnumerable<string> names = context.Tokens.Take(5).Select(token => $"'{tokenizer.IdToToken(token) ?? "(an id without a token)"}'");
            throw new NlpTransferException($"{context.Tokens.Count} of {tokenizer.VocabularySize} new tokens can't be expressed by old ones, {string.Join(", ", names)} " +
                "among them; leave them out of the new vocabulary, or add an initialiser that has evidence for them.");
        }

        return FromRows(tokenizer, old.VocabularySize, rows, row => old.IdToToken(row.OldToken) ?? "", fault => new NlpTransferException($"The initialisers made a plan that can't be used: {fault}."));
    }

    /// <summary>Writes the plan as Parquet, atomically; the same plan gives the same bytes.</summary>
    /// <param name="path">The file. Its columns are <c>new_id</c>, <c>new_piece</c>, <c>old_id</c>, <c>old_piece</c>, <c>weight</c> and <c>method</c>.</param>
    /// <param name="overwrite">Whether an existing file is replaced.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <exception cref="UsageException">The file exists and is not to be replaced.</exception>
    public Task SaveAsync(string path, bool overwrite = false, CancellationToken cancellation = default) =>
        RemapPlanFile.WriteAsync(this, path, overwrite, cancellation);

    /// <summary>Reads a plan and checks it.</summary>
    /// <param name="path">A file that <see cref="SaveAsync"/>, or anybody else, wrote.</param>
    /// <param name="tokenizer">The new tokenizer that the plan belongs to.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BadDataException">
    /// It is damaged, belongs to another tokenizer, leaves a token unexpressed, names an id out of bounds or a pair twice, or weights do not sum to one.
    /// </exception>
    public static Task<RemapPlan> LoadAsync(string path, TextTokenizer tokenizer, CancellationToken cancellation = default) =>
        RemapPlanFile.ReadAsync(path, tokenizer, cancellation);

    /// <summary>Applies the plan to a model folder and writes what comes out as a new one, all or nothing.</summary>
    /// <param name="model">The model that the plan was made for.</param>
    /// <param name="output">The new folder.</param>
    /// <param name="options">What else to write; null for the defaults.</param>
    /// <param name="progress">Is told how far the work has come.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <returns>What was written and what was left behind.</returns>
    /// <exception cref="UsageException"><paramref name="output"/> exists and may not be replaced.</exception>
    /// <exception cref="ModelFormatException">Model and plan do not belong together.</exception>
    public Task<RemapResult> ApplyAsync(
        ModelFolder model, string output, RemapOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        ApplyAsync(VocabularyFolder.Of(model), output, options, progress, cancellation);

    /// <summary>Applies the plan to a translation model and writes what comes out as a new folder, all or nothing.</summary>
    /// <param name="model">The model that the plan was made for.</param>
    /// <param name="output">The new folder.</param>
    /// <param name="side">The side whose vocabulary the plan changes; null for both where one tokenizer serves them, else for the target.</param>
    /// <param name="options">What else to write; null for the defaults.</param>
    /// <param name="progress">Is told how far the work has come.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    /// <returns>What was written and what was left behind.</returns>
    /// <exception cref="UsageException"><paramref name="output"/> exists and may not be replaced, or the model has no such side.</exception>
    /// <exception cref="ModelFormatException">Model and plan do not belong together.</exception>
    public Task<RemapResult> ApplyAsync(
        TranslationFolder model, string output, RemapSide? side = null, RemapOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        ApplyAsync(TranslationVocabulary.Of(model, side), output, options, progress, cancellation);

    internal Task<RemapResult> ApplyAsync(VocabularyFolder model, string output, RemapOptions? options, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        Task.Run(() => new FolderRemapping(this, model, options ?? new RemapOptions()).Write(output, progress, cancellation), cancellation);

    internal static RemapPlan FromRows(
        TextTokenizer tokenizer, int oldVocabularySize, IReadOnlyList<RemapRow> rows, Func<RemapRow, string> oldPiece, Func<string, Exception> fault)
    {
        RemapRow[] sorted = [.. rows.OrderBy(row => row.NewToken).ThenBy(row => row.OldToken)];
        if (RemapPlanCheck.Fault(tokenizer, oldVocabularySize, sorted) is { } found)
            throw fault(found);
        return new RemapPlan(tokenizer, oldVocabularySize, sorted, [.. sorted.Select(oldPiece)]);
    }
}
