using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Metrics;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>The settings of chrF and chrF++.</summary>
internal sealed class ChrfFlags
{
    private readonly Option<int> _order = Numbers.Required("--chrf-order", "Longest character sequences that chrF counts.", 6, 1, 32);
    private readonly Option<int?> _words = Numbers.Optional("--chrf-word-order", "Longest word sequences that chrF counts (default: 0 for chrf, 2 for chrfpp).", 0, 16);
    private readonly Option<int> _beta = Numbers.Required("--chrf-beta", "How many times as much recall counts as precision.", 2, 1, 100);
    private readonly Option<bool> _lower = new("--chrf-lowercase") { Description = "chrF of both sides in lower case." };
    private readonly Option<bool> _spaces = new("--chrf-whitespace") { Description = "Count white space as characters." };
    private readonly Option<bool> _epsilon = new("--chrf-eps-smoothing") { Description = "The mean of each order's F-score, as NLTK and Moses have it." };

    internal Option[] All => [_order, _words, _beta, _lower, _spaces, _epsilon];

    internal Chrf Create(Invocation run, bool words)
    {
        if (words && run.Get(_words) == 0)
            throw new UsageException("--chrf-word-order 0 makes plain chrF of chrfpp; ask for --metrics chrf instead.");
        return new Chrf(new ChrfOptions
        {
            CharacterOrder = run.Get(_order),
            WordOrder = run.Get(_words) ?? (words ? 2 : 0),
            Beta = run.Get(_beta),
            LowerCase = run.Get(_lower),
            Whitespace = run.Get(_spaces),
            EpsilonSmoothing = run.Get(_epsilon),
        });
    }
}
