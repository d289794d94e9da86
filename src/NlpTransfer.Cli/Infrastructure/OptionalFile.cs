using System.CommandLine;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>A file that a command writes where the user names one, with the <c>--force</c> that goes with it.</summary>
internal sealed class OptionalFile
{
    private readonly Option<string?> _path;
    private readonly Option<bool> _force;
    private readonly string _what;
    private readonly Action<string, bool> _check;

    private OptionalFile(string option, string what, string description, string force, Action<string, bool> check, string helpName = "FILE")
    {
        _path = new(option) { Description = description, HelpName = helpName };
        _force = new("--force") { Description = force };
        (_what, _check) = (what, check);
    }

    /// <summary><c>--report</c>.</summary>
    internal static OptionalFile Report(string description) => new("--report", "report", description, "Replace the report that stands there.", ReportTarget.Check);

    /// <summary><c>--output</c>.</summary>
    /// <param name="description">What is written to it.</param>
    /// <param name="check">Refuses a path, told whether a file there may be replaced.</param>
    internal static OptionalFile Output(string description, Action<string, bool> check) => new("--output", "file", description, "Replace the file that stands at --output.", check);

    /// <summary><c>--picture</c>.</summary>
    internal static OptionalFile Picture(string description) =>
        new("--picture", "file", description, "Replace the file that stands at --picture.", OutputGuard.Check, "FILE.svg");

    internal void AddTo(Command command)
    {
        command.Add(_path);
        command.Add(_force);
    }

    internal bool Force(Invocation run) => run.Get(_force);

    /// <summary>The path, or null where none was given; to be called before any work is done.</summary>
    /// <exception cref="UsageException">The path can't be written to, or there is <c>--force</c> without one.</exception>
    internal string? Path(Invocation run)
    {
        string? path = run.Get(_path);
        if (path is not null)
            _check(path, Force(run));
        else if (Force(run))
            throw new UsageException($"--force replaces a {_what}, but no {_path.Name} is asked for; leave it out.");
        return path;
    }
}
