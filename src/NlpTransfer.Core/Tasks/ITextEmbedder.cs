namespace NlpTransfer;

/// <summary>Turns texts into vectors of a fixed width.</summary>
public interface ITextEmbedder
{
    /// <summary>The width of every vector.</summary>
    int Dimension { get; }

    /// <summary>Embeds a batch of texts.</summary>
    /// <param name="texts">The texts, without any prompt: the embedder adds the one that its model wants.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>One vector a text, in order.</returns>
    Task<IReadOnlyList<TextEmbedding>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default);
}
