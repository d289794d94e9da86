using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>What went into an adapted model, with hashes.</summary>
internal static class AdaptedInputs
{
    internal static IEnumerable<ProvenanceInput> Of(string role, IEnumerable<TextCorpus> corpora) =>
        corpora.SelectMany(corpus => Of(role, corpus.Language, corpus.Files));

    internal static IEnumerable<ProvenanceInput> Of(string role, string? language, IReadOnlyList<string> files) => files
        .Where(File.Exists)
        .Select(file => new ProvenanceInput($"{role} {(language is null ? "" : language + "=")}{NameOf(file)}", ContentHash.OfFile(file)));

    internal static ProvenanceInput Of(ModelFolder model) => new(NameOf(model.Path), ContentHash.OfFolder(model.Path));

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
