using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Remaps a model by one initialiser after the other and asks how near the remapped model's sentence vectors are to the old model's, on texts that nothing was made from. The nearer, the less
/// there is to heal.
/// </summary>
public static class RemapComparison
{
    /// <summary>Compares.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trained">As in <see cref="VocabularyRemapper.RunAsync"/>.</param>
    /// <param name="sources">As in <see cref="VocabularyRemapper.RunAsync"/>.</param>
    /// <param name="initializers">The recipes' names, none twice.</param>
    /// <param name="heldOut">Texts of the new language that are not among the sources; not empty.</param>
    /// <param name="open">Opens an embedder of a model; it is disposed of where it can be.</param>
    /// <param name="options">How to remap; the initialiser in it is not looked at.</param>
    /// <param name="progress">Is told how far the work has come.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>A row an initialiser, in the order given.</returns>
    /// <exception cref="UsageException">An initialiser is unknown, stands there twice or lacks what it needs, or no held-out text is given.</exception>
    public static async Task<IReadOnlyList<RemapComparisonRow>> RunAsync(
        ModelFolder model, TextTokenizer? trained, RemapSources sources, IReadOnlyList<string> initializers, IReadOnlyList<string> heldOut, Func<ModelFolder, ITextEmbedder> open,
        VocabularyRemapOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(initializers);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(open);
        foreach (string name in initializers)
            RemapRecipes.Named(name);
        if (initializers.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new UsageException($"The initialiser '{twice.Key}' stands there twice; name each once.");
        if (initializers.Count == 0 || heldOut.Count == 0)
            throw new UsageException("A comparison needs at least one initialiser and one held-out text.");
        IReadOnlyList<float[]> before = await EmbedAsync(open, model, heldOut, cancellation).ConfigureAwait(false);
        var rows = new List<RemapComparisonRow>();
        string work = Directory.CreateTempSubdirectory("nlptransfer-remap-").FullName;
        try
        {
            foreach (string name in initializers)
            {
                string folder = Path.Combine(work, name);
                RemapReport report = await VocabularyRemapper.RunAsync(
                    model, trained, sources, folder, (options ?? new VocabularyRemapOptions()) with { Initializer = name }, progress, cancellation).ConfigureAwait(false);
                progress?.Report(new WorkProgress("embedding held-out texts", rows.Count, initializers.Count, name));
                IReadOnlyList<float[]> after = await EmbedAsync(open, ModelFolder.Open(folder), heldOut, cancellation).ConfigureAwait(false);
                rows.Add(new RemapComparisonRow(name, report, [.. before.Zip(after, Cosine)]));
                Directory.Delete(folder, recursive: true);
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }

        return rows;
    }

    private static async Task<IReadOnlyList<float[]>> EmbedAsync(Func<ModelFolder, ITextEmbedder> open, ModelFolder model, IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        ITextEmbedder embedder = open(model);
        using (embedder as IDisposable)
            return [.. (await embedder.EmbedAsync(texts, cancellation).ConfigureAwait(false)).Select(embedding => embedding.Vector)];
    }

    // Rounding leads no further than to 1.
    private static double Cosine(float[] one, float[] other) => Math.Clamp(UnitVector.Cosine(one, other), -1, 1);
}
