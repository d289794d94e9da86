namespace NlpTransfer.LinearModels.Tests;

/// <summary>Gives known vectors and counts how often each text was asked for.</summary>
internal sealed class FakeEmbedder(LabeledRows rows, int cut = 0) : ITextEmbedder
{
    public int Dimension => rows.Vectors![0].Length;

    public List<string> Asked { get; } = [];

    public Task<IReadOnlyList<TextEmbedding>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        Asked.AddRange(texts);
        return Task.FromResult<IReadOnlyList<TextEmbedding>>([.. texts.Select(text => new TextEmbedding(rows.Vectors![rows.Texts.ToList().IndexOf(text)], cut))]);
    }
}
