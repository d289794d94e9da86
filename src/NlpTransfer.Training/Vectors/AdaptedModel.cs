namespace NlpTransfer.Training;

/// <summary>An encoder that was trained to give vectors: it embeds, and is saved as a model folder like the one it came from. Dispose it to free what libtorch holds.</summary>
public abstract class AdaptedModel : IDisposable
{
    private readonly EncoderSession _session;
    private readonly Provenance _provenance;

    private protected AdaptedModel(EncoderSession session, Provenance provenance) => (_session, _provenance) = (session, provenance);

    /// <summary>Whether training was cancelled before its end; the model can be used all the same.</summary>
    public abstract bool WasInterrupted { get; }

    /// <summary>The trained encoder.</summary>
    internal EncoderSession Session => _session;

    /// <summary>Mean-pooled vectors of the trained encoder, not scaled; remembered a text.</summary>
    public ITextEmbedder Embedder => _session.Embedder;

    /// <summary>What made it.</summary>
    public Provenance Provenance => _provenance;

    /// <summary>Saves the model: tokenizer, config and modules as they were, weights in the types that they were read in, a card, and nlptransfer.json.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="force">Whether a folder that stands there is exchanged.</param>
    /// <param name="card">What the card is to say besides; null for nothing.</param>
    /// <param name="cancellationToken">Heard before writing begins, not while it goes on.</param>
    /// <exception cref="UsageException">Something stands there and may not be replaced, or another run is writing it.</exception>
    /// <exception cref="NlpTransferException">The folder can't be written; what stood there is untouched.</exception>
    public Task SaveAsync(string folder, bool force = false, AdaptedCard? card = null, CancellationToken cancellationToken = default) => Task.Run(
        async () =>
        {
            using AtomicFolder goal = AtomicFolder.Create(folder, force);
            await SaveAsync(goal, card).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Saves into a folder that was begun before training, so that no other run could take its name meanwhile; commits it.</summary>
    /// <param name="folder">The folder; nothing else may be in it.</param>
    /// <param name="card">As above.</param>
    /// <exception cref="UsageException">Something has come to stand there and may not be replaced.</exception>
    /// <exception cref="NlpTransferException">The folder can't be written; what stood there is untouched.</exception>
    public Task SaveAsync(AtomicFolder folder, AdaptedCard? card = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Task.Run(() => new AdaptedFolderWriter(_session, _provenance).Write(folder, Card(Path.GetFileName(folder.Goal), card ?? new AdaptedCard())));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract ModelCard Card(string title, AdaptedCard card);
}
