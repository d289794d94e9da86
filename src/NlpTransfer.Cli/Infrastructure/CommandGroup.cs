using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>A word that only gathers verbs, such as <c>corpus</c>. Alone it shows what there is.</summary>
internal sealed class CommandGroup : Command
{
    internal CommandGroup(string name, string description, params Command[] verbs)
        : base(name, description)
    {
        foreach (Command verb in verbs)
            Add(verb);
        Action = new ShowHelp();
    }

    /// <summary>Shows the help of the command that was named.</summary>
    internal sealed class ShowHelp : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult) => new HelpAction().Invoke(parseResult);
    }
}
