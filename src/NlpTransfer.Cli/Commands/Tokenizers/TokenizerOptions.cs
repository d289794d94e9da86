using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Cli.Commands.Tokenizers;

/// <summary>The option that names one tokenizer.</summary>
internal static class TokenizerOptions
{
    internal static Option<string> Tokenizer() => new("--tokenizer", "-t")
    {
        Description = "A tokenizer.json, a SentencePiece model, a vocab.txt, or a folder with one of them; 'mini' is the embedded model's.",
        HelpName = "PATH",
        Required = true,
    };

    /// <exception cref="UsageException">There is nothing at the path.</exception>
    internal static TextTokenizer Open(Invocation run, Option<string> option) => new NamedTokenizers([run.Get(option)!]).Open().Single().Tokenizer;
}
