using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Cli.Commands.Tokenizers;

/// <summary>Tokenizers given by their paths, or as the embedded model's, named so that a reader can tell them apart.</summary>
internal sealed class NamedTokenizers
{
    private readonly IReadOnlyList<string> _paths;

    /// <exception cref="UsageException">There is nothing at one of the paths.</exception>
    internal NamedTokenizers(IReadOnlyList<string> paths)
    {
        _paths = paths;
        if (paths.FirstOrDefault(path => !Path.Exists(ModelChoice.Folder(path))) is { } missing)
            throw new UsageException($"{missing}: there is no tokenizer; name a tokenizer.json, a SentencePiece model, a vocab.txt or a folder with one of them.");
    }

    internal IEnumerable<(string Name, TextTokenizer Tokenizer)> Open()
    {
        string[] shortNames = [.. _paths.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(path)))];
        for (int i = 0; i < _paths.Count; i++)
            yield return (shortNames.Count(name => name == shortNames[i]) == 1 ? shortNames[i] : _paths[i], TextTokenizer.Load(ModelChoice.Folder(_paths[i])));
    }
}
