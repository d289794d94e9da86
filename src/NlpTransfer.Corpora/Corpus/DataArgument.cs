using System.Text.RegularExpressions;

namespace NlpTransfer.Corpora;

/// <summary>A data file as the command line names it: <c>[LANG=]FILE</c>.</summary>
/// <param name="Language">The language before the equals sign, or null.</param>
/// <param name="Path">The file, the folder, or <c>-</c>.</param>
public sealed partial record DataArgument(string? Language, string Path)
{
    /// <summary>
    /// Takes an argument apart. What stands before the first <c>=</c> is a language if it is shaped like one (<c>yo</c>, <c>yor</c>, <c>yor_Latn</c>, <c>pt-BR</c>);
    /// otherwise the whole is a path. A path that begins like a language is written <c>./my=file.tsv</c>.
    /// </summary>
    /// <exception cref="UsageException">The argument is empty, or names no file after the language.</exception>
    public static DataArgument Parse(string argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        DataArgument parsed = equals > 0 && LanguageShape().IsMatch(argument[..equals])
            ? new DataArgument(argument[..equals], argument[(equals + 1)..])
            : new DataArgument(null, argument);
        if (string.IsNullOrWhiteSpace(parsed.Path))
            throw new UsageException($"'{argument}' names no file; write [LANG=]FILE, for example yor=train.tsv.");
        return parsed;
    }

    /// <summary>The argument as it would be written.</summary>
    public override string ToString() => Language is null ? Path : $"{Language}={Path}";

    [GeneratedRegex("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageShape();
}
