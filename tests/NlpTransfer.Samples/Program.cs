// The C# of the README, as a program: each region stands there word for word (SampleTests compares them). It reads train.yo.tsv, train.en.tsv,
// train.fr.tsv, test.yo.tsv and yo.txt in the current folder, writes yo-topics, plan.parquet and mini-yo beside them and prints what the README says it prints.
using NlpTransfer.Samples;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var progress = new ConsoleProgress();
await FineTuning.RunAsync(progress, stop.Token);
await Pipeline.RunAsync(stop.Token);
await Vocabulary.RunAsync(progress, stop.Token);
