using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>The rows a classifier is trained on, read and checked, still without vectors.</summary>
/// <param name="Target">The target's rows; null for zero-shot transfer.</param>
/// <param name="Sources">Rows of other languages, a set for each language of a file.</param>
/// <param name="Unlabeled">Plain texts of the target language.</param>
internal sealed record ClassifierRows(LabeledRows? Target, IReadOnlyList<LabeledRows> Sources, IReadOnlyList<string> Unlabeled)
{
    /// <summary>All labelled rows as they were read, for the hashes that a trained classifier keeps.</summary>
    internal IReadOnlyList<CorpusRow> Read { get; private init; } = [];

    /// <summary>All sets, the target's first.</summary>
    internal IEnumerable<LabeledRows> All => Target is null ? Sources : Sources.Prepend(Target);

    /// <summary>All labels, in ordinal order.</summary>
    internal string[] Labels => [.. All.SelectMany(rows => rows.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>One hash of all that was read.</summary>
    internal string Hash() => TextsHash.Of(
        All.SelectMany(set => set.Texts.Select((text, row) => (string[])[set.Language, text, set.Labels[row], set.Groups?[row] ?? ""])).SelectMany(row => row).Concat(Unlabeled));

    /// <summary>Checks that a classifier can be learnt from the rows.</summary>
    /// <param name="strategy">What is to be trained.</param>
    /// <exception cref="BadDataException">There are no rows, or rows of one label only; or neither labelled nor plain text of the target language.</exception>
    internal void Check(ClassifierStrategy strategy)
    {
        int rows = All.Sum(set => set.Texts.Count);
        if (rows == 0)
            throw new BadDataException("there is no labelled row to train on; give a file with --train, or source languages with --transfer-from");
        string[] labels = Labels;
        if (labels.Length < 2)
            throw new BadDataException($"all {rows} training rows carry the label '{labels[0]}'; a classifier needs rows of at least two labels");
        if (Target is null && Unlabeled.Count == 0 && strategy.NeedsVectors)
            throw new BadDataException("without labelled rows of the target language, plain text of it is needed to know where its vectors lie; give some with --unlabeled");
    }

    /// <summary>Rows of a corpus.</summary>
    /// <exception cref="BadDataException">A row has no label.</exception>
    internal static LabeledRows FromCorpus(IReadOnlyList<CorpusRow> rows, string? language)
    {
        if (rows.FirstOrDefault(row => string.IsNullOrEmpty(row.Label)) is { } bare)
            throw new BadDataException($"{bare.Position?.ToString() ?? "a row"} has no label; training needs one on every row");
        return new LabeledRows
        {
            Texts = [.. rows.Select(row => row.Text)],
            Labels = [.. rows.Select(row => row.Label!)],
            Groups = [.. rows.Select(row => row.Group ?? "")],
            Language = language ?? "",
        };
    }

    /// <summary>Reads what the options and arguments name.</summary>
    internal static async Task<ClassifierRows> ReadAsync(LabeledCorpus? target, ClassifierTrainingOptions options, CancellationToken cancellation)
    {
        IReadOnlyList<CorpusRow> own = target is null ? [] : await target.ReadAllAsync(cancellation: cancellation).ConfigureAwait(false);
        LabeledRows? rows = target is null ? null : FromCorpus(own, target.Language);
        var read = new List<CorpusRow>(own);
        var sources = new List<LabeledRows>();
        foreach (LabeledCorpus source in options.TransferFrom)
        {
            IReadOnlyList<CorpusRow> others = await source.ReadAllAsync(cancellation: cancellation).ConfigureAwait(false);
            // A file may hold several languages; vectors are centred for each, so each is a set of its own.
            sources.AddRange(others.GroupBy(row => row.Language, StringComparer.Ordinal).Select(language => FromCorpus([.. language], language.Key ?? source.Language)));
            read.AddRange(others);
        }

        var plain = new List<string>();
        foreach (TextCorpus text in options.Unlabeled)
            plain.AddRange((await text.ReadAllAsync(cancellation: cancellation).ConfigureAwait(false)).Select(row => row.Text));
        return new ClassifierRows(rows is { Texts.Count: > 0 } ? rows : null, sources, plain) { Read = read };
    }
}
