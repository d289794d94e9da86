using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using NlpTransfer.Cli.Commands;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>The root of the command line: parses, runs one command, and turns every outcome into an exit code and one sentence.</summary>
internal static class CommandLine
{
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        RootCommand root = CreateRoot(terminal);
        ParseResult parsed = root.Parse(arguments);
        terminal.Apply(parsed);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction and not ExampleHelpAction)
            return terminal.Fail(ParseFaults.Describe(parsed), 2);

        using var cancellation = new CancellationTokenSource();
        using IDisposable signals = Signals.CancelOnFirst(cancellation, terminal);
        try
        {
            // Signals are handled above: a first one asks for a clean end, however long a save takes.
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = terminal.Output,
                Error = terminal.ErrorWriter,
            };
            return await parsed.InvokeAsync(configuration, cancellation.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return terminal.Fail("interrupted: nothing was left half written", 130);
        }
        catch (NlpTransferException exception)
        {
            return terminal.Fail(exception.Message, exception.ExitCode, exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            return terminal.Fail($"no permission: {exception.Message}", 1, exception);
        }
        catch (IOException exception)
        {
            return terminal.Fail(exception.Message, 1, exception);
        }
        catch (OutOfMemoryException exception)
        {
            return terminal.Fail("out of memory: use fewer rows, a smaller model or a smaller --batch-tokens", 1, exception);
        }
        catch (Exception exception) when (exception is not NullReferenceException || !terminal.Verbose)
        {
            return terminal.Fail($"unexpected failure: {exception.Message} (run again with --verbose for where it happened, and report it)", 1, exception);
        }
    }

    internal static RootCommand CreateRoot(Terminal terminal)
    {
        var root = new RootCommand("Adapt pretrained encoders to low-resource languages, and know whether the transfer helped.")
        {
            CommonOptions.Json,
            CommonOptions.Quiet,
            CommonOptions.Verbose,
        };
        root.Action = new CommandGroup.ShowHelp();
        foreach (Command command in CommandList.All(terminal))
            root.Add(command);
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction standard } help)
                help.Action = new ExampleHelpAction(standard);
        }

        return root;
    }
}
