using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>
/// A trained classifier with everything it is made of: it classifies, and is saved as a model folder and opened again. Dispose it to free what libtorch holds.
/// </summary>
public sealed class TrainedClassifier : ITextClassifier, IDisposable
{
    /// <summary>Tokens of a batch, padding included, where nobody says otherwise.</summary>
    public const int DefaultBatchTokens = Torch.TorchTextEmbedder.DefaultBatchTokens;

    private readonly ITextClassifier _joined;

    internal TrainedClassifier(ClassifierContents contents, SelectionReport? selection, TrainingRun run)
    {
        (Contents, Selection, Run) = (contents, selection, run);
        _joined = contents.Join();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels => _joined.Labels;

    /// <summary>The strategy it was trained with; of auto, the one that was taken.</summary>
    public ClassifierStrategy Strategy => Contents.Strategy;

    /// <summary>How the strategy auto chose; null where a strategy was named, and after opening.</summary>
    public StrategyChoice? Choice => Contents.Choice;

    /// <summary>What was tried to choose strengths and weights, and what each gave; null where nothing was chosen, and after opening.</summary>
    public SelectionReport? Selection { get; }

    /// <summary>What fine-tuning took; no steps where no layer trained, and after opening.</summary>
    public TrainingRun Run { get; }

    /// <summary>Whether training was cancelled before its end; the classifier can be used all the same.</summary>
    public bool WasInterrupted => Run.Interrupted;

    /// <summary>The letters ensemble trained on the same target rows: the floor to beat. Null where there were no target rows.</summary>
    public ITextClassifier? Floor => Contents.Floor;

    /// <summary>The parts that predict, with their weights: letters, kernel, frozen, encoder.</summary>
    public IReadOnlyList<CombinedPart> Parts => _joined is CombinedClassifier combined ? combined.Parts : [new CombinedPart("encoder", 1)];

    /// <summary>What made it; the command is "unknown" where the folder does not say.</summary>
    public Provenance Provenance => Contents.Provenance;

    /// <summary>Hashes of all rows it was trained on, to find them again in a test; null where the folder has none.</summary>
    public LeakageIndex? TrainingRows => Contents.TrainingRows;

    internal ClassifierContents Contents { get; }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TextClassification>> ClassifyAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        _joined.ClassifyAsync(texts, cancellationToken);

    /// <summary>
    /// Checks, before any work, that adapters that are to be saved apart (<see cref="Torch.LoraOptions.Merge"/>) would find their model from where they will stand: they name it, and
    /// it is looked for in the folder above, in the current one, and among the models that come with the program.
    /// </summary>
    /// <param name="folder">Where the classifier will be saved.</param>
    /// <param name="model">The pretrained model.</param>
    /// <exception cref="UsageException">It would not be found.</exception>
    public static void CheckApart(string folder, ModelFolder model)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(model);
        AdapterFolder.CheckReach(folder, model.Path);
    }

    /// <summary>Saves everything as a model folder; see the folder's README.md for what each file is.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="force">Whether a folder that stands there is exchanged.</param>
    /// <param name="evaluation">Rows of the card's evaluation table; null for none.</param>
    /// <param name="weightType">The type in which the encoder's weights are saved: single or half precision or bfloat16; null for the one each was read in.</param>
    /// <param name="cancellationToken">Heard before writing begins, not while it goes on.</param>
    /// <exception cref="UsageException">Something stands there and may not be replaced, or another run is writing it.</exception>
    /// <exception cref="NlpTransferException">The folder can't be written; what stood there is untouched.</exception>
    public Task SaveAsync(
        string folder, bool force = false, IReadOnlyList<CardScore>? evaluation = null, TensorType? weightType = null, CancellationToken cancellationToken = default) =>
        Task.Run(
            async () =>
            {
                using AtomicFolder goal = AtomicFolder.Create(folder, force);
                await SaveAsync(goal, evaluation, weightType).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>Saves everything into a folder that was begun before training, so that no other run could take its name meanwhile; commits it.</summary>
    /// <param name="folder">The folder; nothing else may be in it.</param>
    /// <param name="evaluation">Rows of the card's evaluation table; null for none.</param>
    /// <param name="weightType">As above.</param>
    /// <exception cref="UsageException">Something has come to stand there and may not be replaced.</exception>
    /// <exception cref="NlpTransferException">The folder can't be written; what stood there is untouched.</exception>
    public Task SaveAsync(AtomicFolder folder, IReadOnlyList<CardScore>? evaluation = null, TensorType? weightType = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Task.Run(() => new ClassifierFolderWriter(Contents, weightType).Write(folder, Selection, evaluation ?? []));
    }

    /// <summary>
    /// Opens a folder that <c>SaveAsync</c> wrote, or another program's classifier: a <c>...ForSequenceClassification</c>, or a sentence-transformers folder that
    /// ends with a Dense module and has <c>id2label</c> in config.json.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="maxLength">Tokens of a text that are read; null for what training used. Must be null for another program's classifier, which has its own.</param>
    /// <param name="batchTokens">Tokens of a batch, padding included.</param>
    /// <param name="progress">Told of texts embedded.</param>
    /// <param name="precision">The precision of the encoder's products, whatever training used; without effect on a classifier without encoder.</param>
    /// <param name="cancellationToken">Heard before reading begins.</param>
    /// <exception cref="UsageException">The processor has no instructions for the precision.</exception>
    /// <exception cref="ModelFormatException">The folder is not a classifier, or damaged.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded, and a part needs it.</exception>
    public static Task<TrainedClassifier> OpenAsync(
        string folder, int? maxLength = null, int batchTokens = DefaultBatchTokens, IProgress<WorkProgress>? progress = null, Torch.LinearPrecision precision = Torch.LinearPrecision.Float32, CancellationToken cancellationToken = default) =>
        Task.Run(() => new TrainedClassifier(new ClassifierFolderReader(folder, maxLength, batchTokens, progress, precision).Read(), null, TrainingRun.None), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Contents.Dispose();
}
