using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// Translates with a model folder. Texts run in batches of similar lengths; results come in the order of the texts, and none depends on the others in its batch but for
/// the last digits. Calls may come from several threads; they take turns.
/// </summary>
public sealed class TorchTextTranslator : ITextTranslator, IDisposable
{
    /// <summary>The default number of source tokens of a batch.</summary>
    public const int DefaultBatchTokens = 1536;

    private readonly TranslationFolder _folder;
    private readonly TranslationText _text;
    private readonly TorchTranslationModel _model;
    private readonly bool _ownsModel;
    private readonly GenerationOptions _options;
    private readonly int _batchTokens;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Loads the model of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="text">Makes its ids and texts, in one direction.</param>
    /// <param name="options">How to generate; null for the folder's own options.</param>
    /// <param name="batchTokens">Source tokens of a batch, padding included; a text longer than that is a batch of its own.</param>
    /// <param name="precision">The precision of products.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <exception cref="ModelFormatException">A tensor is damaged.</exception>
    /// <exception cref="UsageException">Options are out of range, or the processor has no instructions for the precision.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public TorchTextTranslator(
        TranslationFolder folder,
        TranslationText text,
        GenerationOptions? options = null,
        int batchTokens = DefaultBatchTokens,
        LinearPrecision precision = LinearPrecision.Float32,
        IProgress<WorkProgress>? progress = null)
        : this(folder, text, TorchTranslationModel.Load(Checked(folder), precision), ownsModel: true, options, batchTokens, progress)
    {
    }

    internal TorchTextTranslator(
        TranslationFolder folder, TranslationText text, TorchTranslationModel model, bool ownsModel, GenerationOptions? options, int batchTokens, IProgress<WorkProgress>? progress)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchTokens);
        (_folder, _text, _model, _ownsModel, _batchTokens, _progress) = (folder, text, model, ownsModel, batchTokens, progress);
        options ??= folder.Generation.Options;
        _options = options with { FirstToken = text.FirstToken ?? options.FirstToken, MaxNewTokens = Math.Min(options.MaxNewTokens, text.MaxTarget - 1) };
        _options.Check();
    }

    /// <summary>How products are computed.</summary>
    public string KernelName => _model.KernelName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TextTranslation>> TranslateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Translate(texts, cancellationToken), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsModel)
            _model.Dispose();
        _turn.Dispose();
    }

    internal TextTranslation[] Translate(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        LibTorch.ApplyThreads();
        var results = new TextTranslation[texts.Count];
        int[] cut = new int[texts.Count];
        int[][] ids = [.. texts.Select((text, i) => _text.Encode(text, out cut[i]))];
        int done = 0;
        foreach (int[] rows in LengthBatches.Of([.. ids.Select(row => row.Length)], _batchTokens))
        {
            cancellation.ThrowIfCancellationRequested();
            using TokenBatch batch = TokenBatch.Create([.. rows.Select(row => ids[row])], _text.PaddingId);
            using TorchSequenceDecoder decoder = _model.Begin(batch);
            IReadOnlyList<IReadOnlyList<GeneratedSequence>> made = SequenceGenerator.Generate(decoder, _folder.Generation, _options, [.. rows.Select(row => (ulong)row)], cancellation);
            for (int i = 0; i < rows.Length; i++)
                results[rows[i]] = Result(made[i][0], cut[rows[i]]);
            _progress?.Report(new WorkProgress("translating", done += rows.Length, texts.Count));
        }

        return results;
    }

    private TextTranslation Result(GeneratedSequence best, int cutTokens)
    {
        bool ended = best.Tokens.Length > 0 && _folder.Generation.EndIds.Contains(best.Tokens[^1]);
        return new TextTranslation(_text.Decode(best.Tokens), best.Score, cutTokens, ended ? TranslationFlags.None : TranslationFlags.Unfinished);
    }

    private static TranslationFolder Checked(TranslationFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder;
    }
}
