using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Options that take a number from a range; a fault names option, range and what was written.</summary>
internal static class Numbers
{
    /// <summary>An option that may be left out: then the library's own default counts.</summary>
    internal static Option<T?> Optional<T>(string name, string description, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => Parse(result, name, least, most),
        };

    /// <summary>An option with a default of its own.</summary>
    internal static Option<T> Required<T>(string name, string description, T standard, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => standard,
            CustomParser = result => Parse(result, name, least, most) ?? standard,
        };

    private static T? Parse<T>(ArgumentResult result, string name, T least, T most)
        where T : struct, INumber<T>
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && value >= least && value <= most)
            return value;
        string kind = T.IsInteger(least + (T.One / (T.One + T.One))) ? "a whole number" : "a number";
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes {kind} from {least} to {most}, not '{text}'"));
        return null;
    }
}
