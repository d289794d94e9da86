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
        Notice = NoticeFile.Read(run.Get(_notice)),
        Licence = run.Get(_licence),
        CommandLine = WrittenCommand.Of(run),
        Credits = credits,
    };
}
