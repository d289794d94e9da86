using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>A zero-shot classifier together with the embedder that it reads, which is disposed with it.</summary>
internal sealed class ZeroShotSession : ITextClassifier, IDisposable
{
    private readonly TorchTextEmbedder _embedder;
    private readonly LabelNameClassifier _classifier;

    private ZeroShotSession(TorchTextEmbedder embedder, LabelNameClassifier classifier) => (_embedder, _classifier) = (embedder, classifier);

    public IReadOnlyList<string> Labels => _classifier.Labels;

    internal static async Task<ZeroShotSession> OpenAsync(ModelFolder model, IReadOnlyList<string> labels, int? maxLength, int? batchTokens, LinearPrecision precision, CancellationToken cancellation)
    {
        TorchTextEmbedder embedder = EmbedderSession.Open(model, maxLength, batchTokens, null, precision, null);
        try
        {
            return new ZeroShotSession(embedder, await LabelNameClassifier.CreateAsync(embedder, labels, cancellationToken: cancellation));
        }
        catch
        {
            embedder.Dispose();
            throw;
        }
    }

    public Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        _classifier.ClassifyAsync(texts, cancellationToken);

    public void Dispose() => _embedder.Dispose();
}
