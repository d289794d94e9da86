using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// The classifier of a model folder: a head on the first token (<c>...ForSequenceClassification</c>), or a pooled vector whose last Dense module gives
/// the logits (a sentence-transformers folder with <c>id2label</c>). Calls may come from several threads; they take turns.
/// </summary>
public sealed class TorchTextClassifier : ITextClassifier, IDisposable
{
    private readonly TorchModel _model;
    private readonly SentenceHead? _head;
    private readonly TextRunner _runner;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Loads the model of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="precision">The precision of products.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <exception cref="ModelFormatException">The folder holds no classifier, a tensor is damaged, or tokenizer and model don't belong together.</exception>
    /// <exception cref="UsageException">The processor has no instructions for the precision.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public TorchTextClassifier(
        ModelFolder folder, ITextTokenizer tokenizer, LinearPrecision precision = LinearPrecision.Float32, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Labels = CheckedLabels(folder);
        _progress = progress;
        _runner = new TextRunner(new EncoderInput(folder, tokenizer), folder.Config.PaddingId, TextRunner.DefaultBatchTokens);
        _model = TorchModel.Load(folder, precision);
        if (folder.Config.Head != EncoderHead.SequenceClassification)
            _head = new SentenceHead(folder.Sentence.Steps, _model.Encoder.Kernel);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>How products are computed.</summary>
    public string KernelName => _model.Encoder.KernelName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            (float[] Values, int CutTokens)[] results =
                await Task.Run(() => _runner.Run("classifying", texts, Logits, _progress, cancellationToken), cancellationToken);
            return [.. results.Select(result => new TextClassification(LogSoftmax(result.Values), result.CutTokens))];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _head?.Dispose();
        _model.Dispose();
        _turn.Dispose();
    }

    internal static double[] LogSoftmax(ReadOnlySpan<float> logits)
    {
        double largest = float.NegativeInfinity, sum = 0;
        foreach (float logit in logits)
            largest = Math.Max(largest, logit);
        foreach (float logit in logits)
            sum += Math.Exp(logit - largest);
        double[] result = new double[logits.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = logits[i] - largest - Math.Log(sum);
        return result;
    }

    private static IReadOnlyList<string> CheckedLabels(ModelFolder folder)
    {
        int? outputs = folder.Config.Head == EncoderHead.SequenceClassification
            ? folder.Config.Labels?.Count
            : folder.Sentence.Steps is [.., { Dense: { } dense }] ? dense.Outputs : null;
        if (outputs is null || folder.Config.Labels is not { } labels)
        {
            throw new ModelFormatException(
                $"{folder.Path}: the model has no classifier: neither a ...ForSequenceClassification nor a Dense module at its end with id2label in config.json; fine-tune one first.");
        }

        return labels.Count == outputs ? labels : throw new ModelFormatException(
            $"{folder.Path}: the classifier has {outputs} outputs and id2label {labels.Count} labels; they do not belong together.");
    }

    private Tensor Logits(TokenBatch batch)
    {
        Tensor hidden = _model.Encoder.Forward(batch);
        return _head is null
            ? _model.Logits(hidden, dropout: null)!
            : _head.forward(SentencePooling.Pool(hidden, batch.Mask, _model.Folder.Sentence.Pooling));
    }
}
