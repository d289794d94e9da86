using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>
/// Where a command writes: results to standard output, everything else to standard error. With <c>--json</c>
/// standard output carries JSON alone.
/// </summary>
internal sealed class Terminal
{
    private readonly bool _interactive;

    internal Terminal(TextReader input, TextWriter output, TextWriter error, bool interactive)
    {
        Input = input;
        Output = output;
        ErrorWriter = error;
        _interactive = interactive;
        Error = Console(error, interactive);
    }

    internal TextReader Input { get; }

    internal TextWriter Output { get; }

    internal TextWriter ErrorWriter { get; }

    /// <summary>Standard error with colours and bars where it is a terminal.</summary>
    internal IAnsiConsole Error { get; }

    internal bool Json { get; private set; }

    internal bool Quiet { get; private set; }

    internal bool Verbose { get; private set; }

    internal static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        System.Console.OutputEncoding = utf8;
        var output = new StreamWriter(System.Console.OpenStandardOutput(), utf8) { AutoFlush = true };
        var error = new StreamWriter(System.Console.OpenStandardError(), utf8) { AutoFlush = true };
        return new Terminal(System.Console.In, output, error, interactive: !System.Console.IsErrorRedirected);
    }

    internal void Apply(ParseResult parsed)
    {
        Json = parsed.GetValue(CommonOptions.Json);
        Quiet = parsed.GetValue(CommonOptions.Quiet);
        Verbose = parsed.GetValue(CommonOptions.Verbose);
    }

    /// <summary>Says something about the run that is not its result.</summary>
    internal void Note(string text)
    {
        if (!Quiet)
            ErrorWriter.WriteLine(text);
    }

    /// <summary>Says something that the user should not miss, even with --quiet.</summary>
    internal void Warn(string text) => ErrorWriter.WriteLine($"warning: {text}");

    /// <summary>Says that a training was stopped and saved all the same.</summary>
    internal int Interrupted(string goal, bool goesOn) =>
        Fail($"interrupted: {goal} holds the best weights so far{(goesOn ? "; the same command with --resume goes on" : "")}", 130);

    internal int Fail(string message, int exitCode, Exception? exception = null)
    {
        ErrorWriter.WriteLine($"nlptransfer: {message}");
        if (Verbose && exception is not null)
            ErrorWriter.WriteLine(exception);
        return exitCode;
    }

    /// <summary>Writes a command's result: with --json the object, else what <paramref name="human"/> draws.</summary>
    internal void Result(JsonObject json, Action<IAnsiConsole> human)
    {
        if (Json)
            Output.WriteLine(JsonText.Of(json));
        else
            human(Console(Output, interactive: !System.Console.IsOutputRedirected));
    }

    /// <summary>Runs work under a progress bar (or, where standard error is no terminal, under a line now and then).</summary>
    internal async Task<T> ProgressAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work)
    {
        if (Quiet)
            return await work(new SilentProgress());
        if (!_interactive)
            return await work(new LineProgress(ErrorWriter));
        return await BarProgress.RunAsync(Error, work);
    }

    private static IAnsiConsole Console(TextWriter writer, bool interactive)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        // A file or a pipe has no width: tables are not folded there.
        if (!interactive)
            console.Profile.Width = 160;
        return console;
    }

    private sealed class SilentProgress : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
        }
    }
}
