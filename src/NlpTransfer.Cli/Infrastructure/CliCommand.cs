using System.CommandLine;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>One verb of the command line: its options, examples, and the call into the library that does the work.</summary>
internal abstract class CliCommand : Command
{
    protected CliCommand(Terminal terminal, string name, string description, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        SetAction((parsed, cancellation) => RunAsync(new Invocation(parsed, terminal, cancellation)));
    }

    /// <summary>Command lines that work as they stand, shown below the help.</summary>
    internal IReadOnlyList<string> Examples { get; }

    /// <summary>Does the work and returns the exit code; failures are thrown.</summary>
    protected abstract Task<int> RunAsync(Invocation run);
}
