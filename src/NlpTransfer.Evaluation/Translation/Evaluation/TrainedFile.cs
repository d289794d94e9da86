using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>A file of pairs that a model's provenance names as <c>pairs [LANG=]NAME</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">The language of its translations; null where it says that itself.</param>
/// <param name="Path">Where it lies; null where no file of the name has the content.</param>
internal sealed record TrainedFile(string Name, string? Language, string? Path)
{
    private const string Role = "pairs ";

    /// <summary>Looks for the file of an input; null for an input that is no pairs.</summary>
    public static TrainedFile? Find(ProvenanceInput input, IReadOnlyList<string> folders)
    {
        if (!input.Name.StartsWith(Role, StringComparison.Ordinal))
            return null;
        DataArgument data = DataArgument.Parse(input.Name[Role.Length..]);
        string name = System.IO.Path.GetFileName(data.Path);
        string? path = folders.Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(file => File.Exists(file) && ContentHash.OfFile(file) == input.Sha256);
        return new TrainedFile(name, data.Language, path);
    }

    /// <summary>Opens the files that are there. Plain texts come in twos, as they were trained on: texts, then translations; of one whose partner is gone, its own texts are known.</summary>
    /// <exception cref="BadDataException">A file is gone since it was found.</exception>
    public static IReadOnlyList<PairCorpus> Open(IReadOnlyList<TrainedFile> files, PairReadOptions options)
    {
        var corpora = new List<PairCorpus>();
        for (int i = 0; i < files.Count; i++)
        {
            if (!files[i].IsPlain)
            {
                if (files[i].Path is { } table)
                    corpora.Add(PairCorpus.Open(table, null, files[i].Language, options));
                continue;
            }

            TrainedFile[] both = [files[i], .. i + 1 < files.Count && files[i + 1].IsPlain ? new[] { files[++i] } : []];
            string[] there = [.. both.Select(file => file.Path).OfType<string>()];
            if (there.Length > 0)
                corpora.Add(PairCorpus.OpenAligned(there[0], there[^1], null, null, new PairReadOptions { SkipBadRows = true }));
        }

        return corpora;
    }

    private bool IsPlain => !PairCorpus.HoldsBothSides(Name);
}
