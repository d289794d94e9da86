using System.Text.RegularExpressions;

namespace NlpTransfer.Torch;

/// <summary>Turns what the system's loader says into one sentence with the next step.</summary>
internal static partial class LoaderMessage
{
    /// <summary>Explains why a library wasn't loaded.</summary>
    /// <param name="file">The library.</param>
    /// <param name="message">The runtime's message, with the loader's somewhere in it.</param>
    internal static string Explain(string file, string message)
    {
        if (VersionPattern().Match(message) is { Success: true } version)
            return $"{file} wants {version.Groups["version"].Value}, which this system's C++ library lacks; build the program with the targets of NlpTransfer.Torch, which lift that need, or install a newer libstdc++.";
        if (DependencyPattern().Match(message) is { Success: true } dependency && dependency.Groups["library"].Value != file)
            return $"{file} wants {dependency.Groups["library"].Value}, which is missing; install it, or put it beside the file.";
        return $"{file}: {message.ReplaceLineEndings(" ").Trim()}";
    }

    /// <summary>Says that a library is not all there.</summary>
    internal static string Damaged(string file) =>
        $"{file} is damaged ({new FileInfo(file).Length} bytes); delete it and the package folder it came from, then restore and build again.";

    [GeneratedRegex(@"version [`'](?<version>[A-Z]+_[0-9.]+)' not found")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"(?<library>[^\s:]+): cannot open shared object file: No such file")]
    private static partial Regex DependencyPattern();
}
