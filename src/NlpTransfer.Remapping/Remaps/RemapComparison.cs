using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>
/// Remaps a model by one initialiser after the other and has each remapped model measured. What they share is made once: the new tokenizer, vectors, the map between
/// languages, the alignment.
/// </summary>
public static class RemapComparison
{
    /// <summary>Compares.</summary>
    /// <typeparam name="TMeasure">What is measured.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="trained">As in <see cref="VocabularyRemapper"/>.</param>
    /// <param name="sources">As in <see cref="VocabularyRemapper"/>.</param>
    /// <param name="initializers">The recipes' names, none twice.</param>
    /// <param name="measure">Measures the model that an initialiser made; its folder is removed afterwards, so nothing of it may stay open.</param>
    /// <param name="options">How to remap; the initialiser in it is not looked at.</param>
    /// <param name="progress">Is told how far the work has come.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>A row an initialiser, in the order given.</returns>
    /// <exception cref="UsageException">An initialiser is unknown, stands there twice or lacks what it needs, or none is given.</exception>
    /// <exception cref="BadDataException">As in <see cref="VocabularyRemapper"/>.</exception>
    /// <exception cref="ModelFormatException">As in <see cref="VocabularyRemapper"/>.</exception>
    public static async Task<IReadOnlyList<RemapComparisonRow<TMeasure>>> RunAsync<TMeasure>(
        ModelFolder model, TextTokenizer? trained, RemapSources sources, IReadOnlyList<string> initializers, Func<string, ModelFolder, Task<TMeasure>> measure,
        VocabularyRemapOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(measure);
        options ??= new VocabularyRemapOptions();
        options.Extend.Validate();
        RemapRecipe[] recipes = Recipes(initializers);
        PreparedRemap prepared = await PreparedRemap.CreateAsync(VocabularyFolder.Of(model), trained, sources, recipes, options, progress, cancellation).ConfigureAwait(false);
        var rows = new List<RemapComparisonRow<TMeasure>>();
        string work = Directory.CreateTempSubdirectory("nlptransfer-remap-").FullName;
        try
        {
            foreach (RemapRecipe recipe in recipes)
            {
                string folder = Path.Combine(work, recipe.Name);
                RemapReport report = await prepared.ApplyAsync(recipe, folder, options with { Initializer = recipe.Name }, progress, cancellation).ConfigureAwait(false);
                rows.Add(new RemapComparisonRow<TMeasure>(recipe.Name, report, await measure(recipe.Name, ModelFolder.Open(folder)).ConfigureAwait(false)));
                Directory.Delete(folder, recursive: true);
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }

        return rows;
    }

    private static RemapRecipe[] Recipes(IReadOnlyList<string> initializers)
    {
        ArgumentNullException.ThrowIfNull(initializers);
        RemapRecipe[] recipes = [.. initializers.Select(RemapRecipes.Named)];
        if (initializers.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new UsageException($"The initialiser '{twice.Key}' stands there twice; name each once.");
        return recipes.Length > 0 ? recipes : throw new UsageException("A comparison needs at least one initialiser.");
    }
}
