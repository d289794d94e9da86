using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// Sentence vectors of an encoder, as sentence-transformers defines them: prompt, encoder, pooling, and the steps after it. Calls may come from
/// several threads; they take turns.
/// </summary>
public sealed class TorchTextEmbedder : ITextEmbedder, IDisposable
{
    /// <summary>Tokens of a batch, padding included, where nobody says otherwise.</summary>
    public const int DefaultBatchTokens = TextRunner.DefaultBatchTokens;

    private readonly TorchEncoder _encoder;
    private readonly SentenceHead _head;
    private readonly PoolingMode _pooling;
    private readonly TextRunner _runner;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Loads the model of a folder with all that the folder does to a vector: pooling, scaling, linear layers.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="precision">The precision of products.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <exception cref="ModelFormatException">A tensor is damaged, or tokenizer and model don't belong together.</exception>
    /// <exception cref="UsageException">The processor has no instructions for the precision.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public TorchTextEmbedder(
        ModelFolder folder, ITextTokenizer tokenizer, LinearPrecision precision = LinearPrecision.Float32, IProgress<WorkProgress>? progress = null)
        : this(TorchEncoder.Load(folder, precision), new EncoderInput(folder, tokenizer), folder.Sentence.Pooling, progress: progress, steps: folder.Sentence.Steps)
    {
    }

    /// <summary>Makes an embedder of an encoder that is loaded already; the encoder is disposed with it.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="input">Makes its input: prompt, tokenizer, length.</param>
    /// <param name="pooling">How hidden states become a vector.</param>
    /// <param name="batchTokens">Tokens of a batch, padding included; at least 16. A text longer than that is a batch of its own.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <param name="steps">What is done to a vector then; null for nothing.</param>
    public TorchTextEmbedder(
        TorchEncoder encoder,
        EncoderInput input,
        PoolingMode pooling,
        int batchTokens = DefaultBatchTokens,
        IProgress<WorkProgress>? progress = null,
        IReadOnlyList<SentenceStep>? steps = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchTokens, 16);
        (_encoder, _pooling, _progress) = (encoder, pooling, progress);
        _runner = new TextRunner(input, encoder.Config.PaddingId, batchTokens);
        _head = new SentenceHead(steps ?? [], encoder.Kernel);
        Dimension = steps?.LastOrDefault(step => step.Dense is not null)?.Dense!.Outputs ?? encoder.Config.HiddenSize;
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <summary>How products are computed, for the provenance of what is made with these vectors.</summary>
    public string KernelName => _encoder.KernelName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TextEmbedding>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            (float[] Values, int CutTokens)[] results =
                await Task.Run(() => _runner.Run("embedding", texts, Vectors, _progress, cancellationToken), cancellationToken);
            return [.. results.Select(result => new TextEmbedding(result.Values, result.CutTokens))];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _head.Dispose();
        _encoder.Dispose();
        _turn.Dispose();
    }

    private Tensor Vectors(TokenBatch batch) => _head.forward(SentencePooling.Pool(_encoder.Forward(batch), batch.Mask, _pooling));
}
