using System.Globalization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using NlpTransfer.Benchmarks;
using NlpTransfer.Torch;

// NlpTransfer.Benchmarks [FILE.json]: runs the encoder's benchmarks, prints the ratios to the matrix product, and writes them to a file.
// NlpTransfer.Benchmarks tokenizers TEXT [FILE.json]: encodes a text, and prints and writes the ratios to spm_encode.
// NlpTransfer.Benchmarks vectors [FILE.json]: trains skip-gram vectors, and prints and writes the ratio to fastText where it is installed.
// NlpTransfer.Benchmarks training TEXT [FILE.json]: trains tokenizers on a text beside spm_train, and prints and writes time and memory.
// NlpTransfer.Benchmarks masked TOKENIZER TEXT [FILE.json]: steps of masked language modelling, logits everywhere and random batches against the project's way.
// NlpTransfer.Benchmarks generation [FILE.json]: output tokens of a translation model, greedily and by beam search, and what its cache gains.
// NlpTransfer.Benchmarks soak TOKENIZER TEXT [FILE.json]: 6,000 steps of pretraining, and the course of the resident memory, also as FILE.svg.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["tokenizers", var text, ..])
{
    TokenizerBenchmarks.TextPath = text;
    TokenizerRateReport rates = TokenizerRateReport.From(BenchmarkRunner.Run<TokenizerBenchmarks>(BenchmarkSettings.Create(iterations: 7)));
    Console.WriteLine(rates.ToTable());
    if (args.Length > 2)
        await File.WriteAllTextAsync(args[2], rates.ToJson());
    return rates.Rows.Count == 0 ? 1 : 0;
}

if (args is ["vectors", ..])
{
    BenchmarkRunner.Run<SkipGramBenchmarks>(BenchmarkSettings.Create(warmups: 1, iterations: 3));
    SkipGramReport vectors = SkipGramReport.From(SkipGramBenchmarks.Rates);
    Console.WriteLine(vectors.ToTable());
    if (args is [_, string file])
        await File.WriteAllTextAsync(file, vectors.ToJson());
    return 0;
}

if (args is ["train", var kind, var trainingText])
{
    TrainingBenchmark.Train(kind, trainingText);
    return 0;
}

if (args is ["training", var corpus, ..])
{
    string json = TrainingBenchmark.Compare(corpus);
    if (args.Length > 2)
        await File.WriteAllTextAsync(args[2], json);
    return 0;
}

if (args is ["masked", var tokenizer, var sentences, ..])
{
    string json = MaskedRates.Measure(tokenizer, sentences);
    if (args.Length > 3)
        await File.WriteAllTextAsync(args[3], json);
    return 0;
}

if (args is ["generation", ..])
{
    string json = GenerationRates.Measure(rounds: 3);
    if (args.Length > 1)
        await File.WriteAllTextAsync(args[1], json);
    return 0;
}

if (args is ["soak", var soakTokenizer, var soakText, ..])
{
    SoakReport soak = await SoakRun.RunAsync(soakTokenizer, soakText);
    Console.WriteLine(soak.ToSentence());
    if (args.Length > 3)
    {
        await File.WriteAllTextAsync(args[3], soak.ToJson());
        await File.WriteAllTextAsync(Path.ChangeExtension(args[3], ".svg"), soak.ToSvg());
    }

    return soak.Spread <= 0.1 ? 0 : 1;
}

LibTorch.EnsureAvailable();
Summary summary = BenchmarkRunner.Run<EncoderBenchmarks>(BenchmarkSettings.Create());
RateReport report = RateReport.From(summary);
Console.WriteLine(report.ToTable());
if (args is [string path])
    await File.WriteAllTextAsync(path, report.ToJson());
return report.Rows.Count == 0 ? 1 : 0;
