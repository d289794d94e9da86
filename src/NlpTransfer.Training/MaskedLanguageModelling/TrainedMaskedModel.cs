namespace NlpTransfer.Training;

/// <summary>A model that was trained by masked language modelling; it is saved as a model folder. Dispose it to free what libtorch holds.</summary>
public sealed class TrainedMaskedModel : IDisposable
{
    /// <summary>The name of the picture in a model folder.</summary>
    internal const string PictureName = "loss.svg";

    private readonly MaskedLanguageModel _model;
    private readonly MaskedModelOrigin _origin;

    internal TrainedMaskedModel(MaskedLanguageModel model, MaskedModelOrigin origin, MaskedTrainingReport report) => (_model, _origin, Report) = (model, origin, report);

    /// <summary>What training took and gave.</summary>
    public MaskedTrainingReport Report { get; }

    /// <summary>What made it.</summary>
    public Provenance Provenance => _origin.Provenance;

    /// <summary>Whether training was cancelled before its end; the model can be used all the same.</summary>
    public bool WasInterrupted => Report.Run.Interrupted;

    /// <summary>Saves the model: config, weights in the types that they were read in, tokenizer, the history (training.jsonl), a card, and nlptransfer.json.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="force">Whether a folder that stands there is exchanged.</param>
    /// <param name="card">What the card is to say besides; null for nothing.</param>
    /// <param name="lossPicture">SVG of the history, written as loss.svg and shown in the card; null for none.</param>
    /// <param name="cancellationToken">Heard before writing begins, not while it goes on.</param>
    /// <exception cref="UsageException">Something stands there and may not be replaced, or another run is writing it.</exception>
    /// <exception cref="NlpTransferException">The folder can't be written; what stood there is untouched.</exception>
    public Task SaveAsync(string folder, bool force = false, AdaptedCard? card = null, string? lossPicture = null, CancellationToken cancellationToken = default) => Task.Run(
        async () =>
        {
            using AtomicFolder goal = AtomicFolder.Create(folder, force);
            await SaveAsync(goal, card, lossPicture).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Saves into a folder that was begun before training, so that no other run could take its name meanwhile; commits it.</summary>
    /// <param name="folder">The folder; nothing else may be in it.</param>
    /// <param name="card">As above.</param>
    /// <param name="lossPicture">As above.</param>
    /// <exception cref="UsageException">Something has come to stand there and may not be replaced.</exception>
    /// <exception cref="NlpTransferException">The folder can't be written; what stood there is untouched.</exception>
    public Task SaveAsync(AtomicFolder folder, AdaptedCard? card = null, string? lossPicture = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Task.Run(() =>
        {
            ModelCard written = MaskedModelCard.Create(Path.GetFileName(folder.Goal), _origin, Report, card ?? new AdaptedCard(), lossPicture is not null);
            folder.Fill(path => MaskedModelFiles.Write(path, _model, _origin, written, Report.History, lossPicture));
            folder.Commit();
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
