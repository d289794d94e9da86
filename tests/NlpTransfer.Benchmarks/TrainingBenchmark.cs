using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Benchmarks;

/// <summary>Training of tokenizers beside spm_train: the same text, 8,000 pieces, one thread, each in a process of its own, one after the other.</summary>
internal static class TrainingBenchmark
{
    private const int Pieces = 8_000;

    private static readonly string[] Kinds = ["unigram", "bpe"];

    /// <summary>Trains with the library, in this process.</summary>
    internal static void Train(string kind, string text)
    {
        var options = new TokenizerTrainingOptions { VocabularySize = Pieces, Threads = 1, SpecialTokens = new() { Unknown = "<unk>", Begin = "<s>", End = "</s>" } };
        TextTokenizer trained = kind == "bpe" ? BpeTrainer.Train(File.ReadLines(text), options) : UnigramTrainer.Train(File.ReadLines(text), options);
        Console.WriteLine(trained.VocabularySize);
    }

    /// <summary>Measures both, and gives the rows as JSON.</summary>
    internal static string Compare(string text)
    {
        string folder = Directory.CreateTempSubdirectory("nlptransfer-training-").FullName;
        try
        {
            var rows = new JsonArray();
            foreach (string kind in Kinds)
            {
                MeasuredProcess ours = MeasuredProcess.Run(Environment.ProcessPath!, "train", kind, text);
                MeasuredProcess theirs = MeasuredProcess.Run(
                    "spm_train", "--input=" + text, "--model_prefix=" + Path.Combine(folder, kind), "--model_type=" + kind, $"--vocab_size={Pieces}", "--num_threads=1",
                    "--max_sentence_length=1000000", "--normalization_rule_name=nfkc", "--minloglevel=2");
                rows.Add((JsonNode)Row(kind, ours, theirs));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind}: {ours.ProcessorSeconds:0} s of processor, spm_train {theirs.ProcessorSeconds:0} s, ratio {theirs.ProcessorSeconds / ours.ProcessorSeconds:0.0}; {ours.PeakMegabytes:0} MB, spm_train {theirs.PeakMegabytes:0} MB"));
            }

            return new JsonObject
            {
                ["command"] = "dotnet run -c Release --project tests/NlpTransfer.Benchmarks training TEXT FILE.json",
                ["processors"] = Environment.ProcessorCount,
                ["threads"] = 1,
                ["pieces"] = Pieces,
                ["textBytes"] = new FileInfo(text).Length,
                ["rows"] = rows,
            }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JsonObject Row(string kind, MeasuredProcess ours, MeasuredProcess theirs) => new()
    {
        ["name"] = kind,
        ["seconds"] = Math.Round(ours.Seconds, 1),
        ["spmTrainSeconds"] = Math.Round(theirs.Seconds, 1),
        ["processorSeconds"] = Math.Round(ours.ProcessorSeconds, 1),
        ["spmTrainProcessorSeconds"] = Math.Round(theirs.ProcessorSeconds, 1),
        ["ratio"] = Math.Round(theirs.ProcessorSeconds / ours.ProcessorSeconds, 2),
        ["peakMegabytes"] = Math.Round(ours.PeakMegabytes),
        ["spmTrainPeakMegabytes"] = Math.Round(theirs.PeakMegabytes),
        ["memoryRatio"] = Math.Round(ours.PeakMegabytes / theirs.PeakMegabytes, 2),
    };
}
