using NlpTransfer.Tokenization;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>A pretrained encoder that is open for use: its folder, tokenizer and input, and vectors that are computed once a text.</summary>
public sealed class EncoderSession : IDisposable
{
    private readonly TorchTextEmbedder _inner;
    private readonly TextRunner _runner;

    private EncoderSession(ModelFolder folder, EncoderInput input, Func<int, bool> isSpecial, TorchEncoder encoder, int batchTokens, IProgress<WorkProgress>? progress)
    {
        (Folder, Input, IsSpecial, Encoder) = (folder, input, isSpecial, encoder);
        _inner = new TorchTextEmbedder(encoder, input, folder.Sentence.Pooling, batchTokens, progress);
        _runner = new TextRunner(input, encoder.Config.PaddingId, batchTokens);
        Embedder = new CachingTextEmbedder(_inner);
    }

    /// <summary>The model's folder.</summary>
    public ModelFolder Folder { get; }

    /// <summary>Mean-pooled vectors of the encoder as it stands in the folder, not scaled; remembered a text.</summary>
    public ITextEmbedder Embedder { get; private set; }

    /// <summary>The same vectors, not remembered: for texts without end.</summary>
    internal ITextEmbedder Uncached => _inner;

    /// <summary>The encoder itself; whoever trains it calls <see cref="Forget"/>.</summary>
    internal TorchEncoder Encoder { get; }

    /// <summary>How products are computed.</summary>
    internal string KernelName => Encoder.KernelName;

    /// <summary>Makes token ids of texts.</summary>
    internal EncoderInput Input { get; }

    /// <summary>The id of what the tokenizer does not know; null where it knows everything.</summary>
    internal int? UnknownId { get; private init; }

    /// <summary>Tells special ids, which are never removed.</summary>
    internal Func<int, bool> IsSpecial { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="maxLength">Tokens of a text that are read; null for the model's own limit.</param>
    /// <param name="batchTokens">Tokens of a batch, padding included.</param>
    /// <param name="progress">Told of texts embedded.</param>
    /// <param name="precision">The precision of products.</param>
    /// <exception cref="UsageException">The processor has no instructions for the precision.</exception>
    /// <exception cref="ModelFormatException">Tokenizer or weights can't be used.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public static EncoderSession Open(ModelFolder folder, int? maxLength = null, int batchTokens = 2048, IProgress<WorkProgress>? progress = null, LinearPrecision precision = LinearPrecision.Float32)
    {
        ArgumentNullException.ThrowIfNull(folder);
        TextTokenizer tokenizer = TextTokenizer.Load(folder.RequireTokenizer());
        var input = new EncoderInput(folder, tokenizer, maxLength);
        TorchEncoder encoder = TorchEncoder.Load(folder, precision);
        SpecialTokens special = tokenizer.SpecialTokens;
        HashSet<int> ids = [.. new[] { special.Begin, special.End, special.Padding, special.Mask }.OfType<int>()];
        return new EncoderSession(folder, input, ids.Contains, encoder, batchTokens, progress) { UnknownId = special.Unknown };
    }

    /// <summary>Forgets the vectors that <see cref="Embedder"/> remembers, after the encoder's weights have changed.</summary>
    internal void Forget() => Embedder = new CachingTextEmbedder(_inner);

    /// <summary>Mean-pooled vectors, not scaled, on the calling thread.</summary>
    /// <param name="phase">What is done, for progress.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>The vector of each text, and how many of its tokens were not read.</returns>
    internal (float[] Values, int CutTokens)[] Run(string phase, IReadOnlyList<string> texts, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        _runner.Run(phase, texts, batch => SentencePooling.Pool(Encoder.Forward(batch), batch.Mask, Folder.Sentence.Pooling), progress, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();
}
