using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Metrics;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>The settings of TER.</summary>
internal sealed class TerFlags
{
    private readonly Option<bool> _normalized = new("--ter-normalized") { Description = "Part punctuation from words for TER." };
    private readonly Option<bool> _bare = new("--ter-no-punctuation") { Description = "Leave punctuation out for TER." };
    private readonly Option<bool> _asian = new("--ter-asian") { Description = "TER of East Asian text by characters, with one of the two before." };
    private readonly Option<bool> _case = new("--ter-case-sensitive") { Description = "TER in which upper and lower case differ." };

    internal Option[] All => [_normalized, _bare, _asian, _case];

    internal Ter Create(Invocation run) => new(new TerOptions
    {
        Normalized = run.Get(_normalized),
        NoPunctuation = run.Get(_bare),
        AsianSupport = run.Get(_asian),
        CaseSensitive = run.Get(_case),
    });
}
