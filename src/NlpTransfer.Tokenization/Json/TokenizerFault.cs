namespace NlpTransfer.Tokenization;

/// <summary>Where a <c>tokenizer.json</c> is wrong.</summary>
internal static class TokenizerFault
{
    /// <summary>One sentence with the file, the JSON path and what is wrong.</summary>
    public static ModelFormatException At(string source, string path, string what) => new($"{source}: {path} {what}");

    /// <summary>A component that this program does not have, beside those that it has.</summary>
    public static ModelFormatException Unsupported(string source, string path, string stage, string type, IEnumerable<string> supported) =>
        At(source, path, $"is a {stage} of type '{type}', which is not supported; supported are {string.Join(", ", supported)}.");
}
