using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Metrics;

namespace NlpTransfer.Cli.Commands.Translation;

/// <summary>The settings of BLEU.</summary>
internal sealed class BleuFlags
{
    private readonly Option<BleuTokenizer> _tokenize = Choices.Of(
        "--tokenize",
        "How BLEU cuts lines into words: 13a for Western scripts, intl for any punctuation, char, none for text cut already, zh.",
        ("13a", BleuTokenizer.V13a), ("intl", BleuTokenizer.International), ("char", BleuTokenizer.Characters), ("none", BleuTokenizer.None), ("zh", BleuTokenizer.Chinese));

    private readonly Option<BleuSmoothing> _smoothing = Choices.Of(
        "--smoothing",
        "What stands in for a BLEU precision of zero.",
        ("exp", BleuSmoothing.Exponential), ("floor", BleuSmoothing.Floor), ("add-k", BleuSmoothing.AddK), ("none", BleuSmoothing.None));

    private readonly Option<double?> _value = Numbers.Optional("--smoothing-value", "The count that floor puts in place (default 0.1) or add-k adds (default 1).", 1e-9, 1e9);
    private readonly Option<int> _order = Numbers.Required("--bleu-order", "Longest word sequences that BLEU counts.", 4, 1, 16);
    private readonly Option<bool> _effective = new("--effective-order") { Description = "Leave out orders that the text is too short for; always so with --sentence." };
    private readonly Option<bool> _lower = new("--lowercase") { Description = "BLEU of both sides in lower case." };

    internal Option[] All => [_tokenize, _smoothing, _value, _order, _effective, _lower];

    internal Bleu Create(Invocation run, bool sentences) => new(new BleuOptions
    {
        Tokenizer = run.Get(_tokenize),
        Smoothing = run.Get(_smoothing),
        SmoothingValue = run.Get(_value),
        MaxOrder = run.Get(_order),
        EffectiveOrder = sentences || run.Get(_effective),
        LowerCase = run.Get(_lower),
    });
}
