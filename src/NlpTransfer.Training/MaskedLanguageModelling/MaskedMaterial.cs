using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>What a masked language model learns on and is measured on. No text that measures is trained on, in whatever role.</summary>
/// <param name="Texts">The texts that count, by language.</param>
/// <param name="Source">Texts against forgetting, by language.</param>
/// <param name="Pairs">Texts with their translations.</param>
internal sealed record MaskedMaterial(IReadOnlyList<TextGroup> Texts, IReadOnlyList<TextGroup> Source, IReadOnlyList<PairGroup> Pairs)
{
    /// <summary>The texts that count, by language.</summary>
    internal IReadOnlyList<TextGroup> Texts { get; private set; } = Texts;

    /// <summary>Texts against forgetting, by language.</summary>
    internal IReadOnlyList<TextGroup> Source { get; private set; } = Source;

    /// <summary>Texts with their translations.</summary>
    internal IReadOnlyList<PairGroup> Pairs { get; private set; } = Pairs;

    /// <summary>The texts that measure.</summary>
    internal IReadOnlySet<string> Apart => Texts.Concat(Source).SelectMany(group => group.HeldOut).ToHashSet(StringComparer.Ordinal);

    /// <summary>Languages that are trained on and have too few texts for any to be held out.</summary>
    internal IReadOnlyList<string> Unmeasured => [.. Texts.Concat(Source).Where(group => group.HeldOut.Count == 0).Select(group => group.Language)];

    /// <summary>One hash of everything.</summary>
    internal string Hash() => TextsHash.Of([TextGroups.Hash(Texts), TextGroups.Hash(Source), PairGroups.Hash(Pairs)]);

    /// <summary>Lets go of the texts that are trained on, once they are tokens: whoever holds the material holds them no longer. Those that measure stay.</summary>
    internal void ForgetTrained()
    {
        Texts = [.. Texts.Select(group => group with { Texts = [] })];
        Source = [.. Source.Select(group => group with { Texts = [] })];
        Pairs = [];
    }

    /// <summary>Reads everything.</summary>
    /// <param name="texts">The texts that count.</param>
    /// <param name="source">Texts against forgetting.</param>
    /// <param name="options">How many, and which measure.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="progress">Told of texts read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BadDataException">A corpus can't be read or holds nothing.</exception>
    internal static async Task<MaskedMaterial> ReadAsync(
        IReadOnlyList<TextCorpus> texts, IReadOnlyList<TextCorpus> source, MaskedTextOptions options, ulong seed, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<TextGroup> target = await TextGroups.ReadAsync(texts, options.Dev, options.TextsPerLanguage, options.HeldOutTexts, seed, progress, cancellation).ConfigureAwait(false);
        IReadOnlyList<TextGroup> kept = await TextGroups.ReadAsync(source, [], options.TextsPerLanguage, options.HeldOutTexts, seed, progress, cancellation).ConfigureAwait(false);
        IReadOnlyList<PairGroup> pairs = await PairGroups.ReadAsync(options.Pairs, options.TextsPerLanguage, 0, seed, progress, cancellation).ConfigureAwait(false);
        var material = new MaskedMaterial(target, kept, pairs);
        return source.Count == 0 ? material : material.WithoutApart();
    }

    private MaskedMaterial WithoutApart()
    {
        IReadOnlySet<string> apart = Apart;
        TextGroup[] Clean(IEnumerable<TextGroup> groups) => [.. groups.Select(group => group with { Texts = [.. group.Texts.Where(text => !apart.Contains(text))] })];
        return this with { Texts = Clean(Texts), Source = Clean(Source) };
    }
}
