using System.CommandLine;
using NlpTransfer.Cli.Commands;
using NlpTransfer.Cli.Commands.Classify;
using NlpTransfer.Cli.Commands.Corpora;
using NlpTransfer.Cli.Commands.Models;
using NlpTransfer.Cli.Commands.Pretraining;
using NlpTransfer.Cli.Commands.Quickstart;
using NlpTransfer.Cli.Commands.Remap;
using NlpTransfer.Cli.Commands.Tokenizers;
using NlpTransfer.Cli.Commands.Translation;
using NlpTransfer.Cli.Commands.Vectors;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Every verb, in the order of the help. A new command is a file in Commands and a line here.</summary>
internal static class CommandList
{
    internal static IEnumerable<Command> All(Terminal terminal) =>
    [
        new QuickstartCommand(terminal),
        new CommandGroup("finetune", "Train models for a new language.", new FinetuneClassifyCommand(terminal), new FinetuneTranslateCommand(terminal)),
        new PredictCommand(terminal),
        new CommandGroup("evaluate", "Measure models on held-out rows.", new EvaluateClassifyCommand(terminal), new EvaluateTranslateCommand(terminal), new EvaluateRetrievalCommand(terminal)),
        new CommandGroup("crossvalidate", "Compare ways to train on your own rows.", new CrossValidateClassifyCommand(terminal)),
        new EmbedCommand(terminal),
        new TranslateCommand(terminal),
        new BacktranslateCommand(terminal),
        new ScoreCommand(terminal),
        new CommandGroup("corpus", "Count, clean, convert, split and check data files.", new CorpusStatsCommand(terminal), new CorpusCleanCommand(terminal), new CorpusConvertCommand(terminal), new CorpusSplitCommand(terminal), new CorpusCheckLeakageCommand(terminal)),
        new CommandGroup("model", "Look into model folders.", new ModelInspectCommand(terminal), new ModelForwardCommand(terminal), new ModelGenerateCommand(terminal)),
        new RemapCommand(terminal),
        new CommandGroup(
            "tokenizer",
            "Train, run and compare tokenizers.",
            new TokenizerTrainCommand(terminal),
            new TokenizerEncodeCommand(terminal),
            new TokenizerDecodeCommand(terminal),
            new TokenizerStatsCommand(terminal)),
        new TrimCommand(terminal),
        new PretrainCommand(terminal),
        new AdaptCommand(terminal),
        new AlignCommand(terminal),
        new DoctorCommand(terminal),
    ];
}
