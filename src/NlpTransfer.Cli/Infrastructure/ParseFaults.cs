using System.CommandLine;
using System.CommandLine.Parsing;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Says in one sentence what is wrong with a command line.</summary>
internal static class ParseFaults
{
    internal static string Describe(ParseResult parsed)
    {
        string name = FullName(parsed.CommandResult);
        string faults = string.Join(" ", parsed.Errors.Select(error => error.Message.TrimEnd('.') + ".").Distinct());
        return $"{faults} See '{name} --help'.";
    }

    internal static string FullName(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command is RootCommand ? "nlptransfer" : command.Command.Name);
        return string.Join(' ', names);
    }
}
