namespace NlpTransfer.Evaluation.Tests;

/// <summary>Gives each text the vector that a table has for it, or that of its number: "a7" and "b7" point the same way.</summary>
internal sealed class TableEmbedder(int dimension, Func<string, int>? direction = null) : ITextEmbedder
{
    public int Dimension => dimension;

    public Task<IReadOnlyList<TextEmbedding>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<TextEmbedding>>(
        [.. texts.Select(text => new TextEmbedding(Vector((direction ?? (t => int.Parse(t[1..], System.Globalization.CultureInfo.InvariantCulture)))(text)), text == "a0" ? 3 : 0))]);

    private float[] Vector(int place)
    {
        var vector = new float[dimension];
        vector[place] = 5;
        return vector;
    }
}
