using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>The standard help, followed by the examples of the command.</summary>
internal sealed class ExampleHelpAction(HelpAction standard) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int result = standard.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CliCommand { Examples.Count: > 0 } command)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in command.Examples)
                output.WriteLine($"  {example}");
            output.WriteLine();
        }

        return result;
    }
}
