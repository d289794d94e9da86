using System.CommandLine;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Options that take one of a few words; a fault names the option, the words and what was written.</summary>
internal static class Choices
{
    /// <summary>An option whose first choice is the default, which has to be the type's own.</summary>
    internal static Option<T> Of<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct, Enum
    {
        string words = string.Join(", ", choices.Select(choice => choice.Word));
        return new(name)
        {
            Description = $"{description} The default is {choices[0].Word}.",
            HelpName = string.Join('|', choices.Select(choice => choice.Word)),
            CustomParser = result =>
            {
                string word = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                foreach ((string known, T value) in choices)
                {
                    if (known == word)
                        return value;
                }

                result.AddError($"{name} must be one of {words}, not '{word}'");
                return choices[0].Value;
            },
        };
    }
}
