using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Vectors;

/// <summary>What the card of an adapted model is to say besides its figures.</summary>
internal sealed class CardFlags
{
    private readonly Option<string?> _notice = new("--notice") { Description = "Markdown for the model card, such as the notice that the old model's licence asks for.", HelpName = "FILE" };
    private readonly Option<string?> _licence = new("--licence") { Description = "The licence of the new model, for its card.", HelpName = "NAME" };

    internal void AddTo(Command command)
    {
        command.Add(_notice);
        command.Add(_licence);
    }

    internal AdaptedCard Read(Invocation run, IReadOnlyList<TextCredit> credits) => new()
    {
        Notice = run.Get(_notice) is { } file ? ReadNotice(file) : null,
        Licence = run.Get(_licence),
        CommandLine = WrittenCommand.Of(run),
        Credits = credits,
    };

    private static string ReadNotice(string path) =>
        File.Exists(path) ? File.ReadAllText(path) : throw new UsageException($"{path}: there is no such file for --notice; check the path.");
}
