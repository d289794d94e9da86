using System.CommandLine;
using System.CommandLine.Parsing;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Says in one sentence what is wrong with a command line, and what was probably meant.</summary>
internal static class ParseFaults
{
    internal static string Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string name = FullName(parsed.CommandResult);
        string[] faults = parsed.UnmatchedTokens.Count > 0
            ? [Unknown(command, name, parsed.UnmatchedTokens[0])]
            : [.. parsed.Errors.Select(error => error.Message.TrimEnd('.')).Distinct()];
        string fault = string.Join("; ", faults);
        return $"{fault}{(fault.EndsWith('?') ? "" : ".")} See '{name} --help'.";
    }

    internal static string FullName(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command is RootCommand ? "nlptransfer" : command.Command.Name);
        return string.Join(' ', names);
    }

    private static string Unknown(Command command, string name, string token)
    {
        bool option = token.StartsWith('-') && token.Length > 1;
        string word = option ? token.Split('=')[0] : token;
        IEnumerable<string> candidates = option
            ? command.Options.Concat(CommonOptions.Everywhere).Select(known => known.Name)
            : command.Subcommands.Select(known => known.Name);
        string hint = Nearest.Of(word, candidates) is { } nearest ? $"; did you mean '{nearest}'?" : "";
        if (option)
            return $"'{name}' has no option '{word}'{hint}";
        if (command.Subcommands.Count > 0)
            return $"'{name}' has no verb '{word}'{hint}";
        return $"'{name}' takes no argument '{word}'";
    }
}
