using NlpTransfer.Tokenization;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>A pretrained encoder that is open for use: its folder, tokenizer and input, and vectors that are computed once a text.</summary>
public sealed class EncoderSession : IDisposable
{
    private readonly TorchTextEmbedder _inner;

    private EncoderSession(ModelFolder folder, EncoderInput input, Func<int, bool> isSpecial, TorchTextEmbedder inner)
    {
        (Folder, Input, IsSpecial, _inner) = (folder, input, isSpecial, inner);
        Embedder = new CachingTextEmbedder(inner);
    }

    /// <summary>The model's folder.</summary>
    public ModelFolder Folder { get; }

    /// <summary>Mean-pooled vectors of the encoder as it stands in the folder, not scaled; remembered a text.</summary>
    public ITextEmbedder Embedder { get; }

    /// <summary>The same vectors, not remembered: for texts without end.</summary>
    internal ITextEmbedder Uncached => _inner;

    /// <summary>Makes token ids of texts.</summary>
    internal EncoderInput Input { get; }

    /// <summary>Tells special ids, which are never removed.</summary>
    internal Func<int, bool> IsSpecial { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="maxLength">Tokens of a text that are read; null for the model's own limit.</param>
    /// <param name="batchTokens">Tokens of a batch, padding included.</param>
    /// <param name="progress">Told of texts embedded.</param>
    /// <exception cref="ModelFormatException">Tokenizer or weights can't be used.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public static EncoderSession Open(ModelFolder folder, int? maxLength = null, int batchTokens = 2048, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        TextTokenizer tokenizer = TextTokenizer.Load(folder.RequireTokenizer());
        var input = new EncoderInput(folder, tokenizer, maxLength);
        var embedder = new TorchTextEmbedder(TorchEncoder.Load(folder), input, folder.Sentence.Pooling, batchTokens, progress);
        SpecialTokens special = tokenizer.SpecialTokens;
        HashSet<int> ids = [.. new[] { special.Begin, special.End, special.Padding, special.Mask }.OfType<int>()];
        return new EncoderSession(folder, input, ids.Contains, embedder);
    }

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();
}
