using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>A fine-tuned encoder with its head, for inference. Calls may come from several threads; they take turns.</summary>
/// <param name="model">The encoder and its head; disposed with this.</param>
/// <param name="input">Makes token ids of texts.</param>
/// <param name="labels">The labels in the order of the logits.</param>
/// <param name="batchTokens">Tokens of a batch, padding included.</param>
/// <param name="progress">Told of texts done.</param>
internal sealed class FineTunedClassifier(
    ClassifierModel model, EncoderInput input, IReadOnlyList<string> labels, int batchTokens, IProgress<WorkProgress>? progress = null) : ITextClassifier, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly TextRunner _runner = new(input, model.Encoder.Config.PaddingId, batchTokens);

    public IReadOnlyList<string> Labels => labels;

    internal ClassifierModel Model => model;

    /// <summary>Tokens of a text that are read at most.</summary>
    internal int MaxLength => input.MaxLength;

    public async Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            (float[] Values, int CutTokens)[] results = await Task.Run(
                () => _runner.Run("classifying", texts, batch => model.Logits(batch), progress, cancellationToken), cancellationToken).ConfigureAwait(false);
            return [.. results.Select(result => new TextClassification(TorchTextClassifier.LogSoftmax(result.Values), result.CutTokens))];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        model.Dispose();
        _turn.Dispose();
    }
}
