using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlpTransfer.Tokenization;
using NlpTransfer.Torch;
using NlpTransfer.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Benchmarks;

/// <summary>What pretraining gains by computing logits at hidden places alone and by sorting texts by length; two ways take turns, and medians are compared.</summary>
internal static class MaskedRates
{
    private const int Rounds = 7;
    private const int Budget = 2048;

    private static readonly int[] s_full = [.. Enumerable.Repeat(64, 32)];

    /// <summary>Measures, and gives the rows as JSON.</summary>
    /// <param name="tokenizer">Makes the lengths.</param>
    /// <param name="text">Sentences, one a line.</param>
    internal static string Measure(string tokenizer, string text)
    {
        var rows = new JsonArray { Logits(8_192), Logits(32_768), Lengths(tokenizer, text), Step() };
        foreach (JsonNode? row in rows)
            Console.WriteLine(row!.ToJsonString());
        return new JsonObject
        {
            ["command"] = "dotnet run -c Release --project tests/NlpTransfer.Benchmarks masked TOKENIZER TEXT FILE.json",
            ["threads"] = LibTorch.Threads,
            ["kernel"] = LinearKernel.OfThisProcessor.Name,
            ["rows"] = rows,
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
    }

    /// <summary>4 layers of 256, 32 x 64 tokens: logits at hidden places against all.</summary>
    private static JsonObject Logits(int vocabulary)
    {
        using var bench = new MaskedBench(4, 256, vocabulary);
        (double hidden, double all) = Turns(() => bench.Step(s_full), () => bench.Step(s_full, everywhere: true));
        return Row($"logits at hidden places, vocabulary {vocabulary}", hidden, all);
    }

    /// <summary>2 layers of 128, 8,192 pieces: a pass over a text in batches of similar lengths against batches of random texts, both of 2,048 tokens, padding included.</summary>
    private static JsonObject Lengths(string tokenizer, string text)
    {
        var encoder = TextTokenizer.Load(tokenizer);
        int[] lengths = [.. File.ReadLines(text).Select(line => Math.Min(128, encoder.Encode(line).Ids.Length))];
        int[] order = new CounterRandom(1, "order").Permutation(lengths.Length);
        int[][] similar = [.. TokenBatches.ForEpoch(lengths, order, Budget, new CounterRandom(1, "batches")).Select(batch => batch.Select(place => lengths[place]).ToArray())];
        // As many texts in each as the longest text would allow: a loader that does not look at lengths has to be ready for it.
        int[][] random = [.. order.Select(place => lengths[place]).Chunk(Budget / lengths.Max())];
        using var bench = new MaskedBench(2, 128, 8_192);
        (double ours, double theirs) = Turns(() => similar.Sum(batch => bench.Step(batch)), () => random.Sum(batch => bench.Step(batch)), rounds: 3);
        JsonObject row = Row("batches of similar lengths", ours, theirs);
        row["paddedSimilar"] = Math.Round(Padded(similar), 3);
        row["paddedRandom"] = Math.Round(Padded(random), 3);
        return row;
    }

    /// <summary>6 layers of 384, 8,192 pieces, 32 x 64 tokens: a whole step as a multiple of the rate of libtorch's 1024-cube product.</summary>
    private static JsonObject Step()
    {
        using var bench = new MaskedBench(6, 384, 8_192);
        using Tensor left = ones(1024, 1024);
        double Product()
        {
            long start = Stopwatch.GetTimestamp();
            left.matmul(left).Dispose();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        (double step, double product) = Turns(() => bench.Step(s_full), Product);
        double perToken = 6 * 2.0 * 384 * ((4 * 384) + (2 * 1536)) + (6 * 4.0 * 64 * 384), guesses = 0.15 * 62 * 32;
        double operations = 3 * ((2048 * perToken) + (guesses * 2.0 * 384 * (8_192 + 384)));
        double unit = 2.0 * 1024 * 1024 * 1024 / product;
        return new JsonObject
        {
            ["name"] = "whole step, 6 x 384",
            ["milliseconds"] = Math.Round(step * 1000, 1),
            ["matmulGflops"] = Math.Round(unit / 1e9, 1),
            ["ratio"] = Math.Round(operations / step / unit, 3),
        };
    }

    private static (double One, double Other) Turns(Func<double> one, Func<double> other, int rounds = Rounds)
    {
        one();
        other();
        var times = Enumerable.Range(0, rounds).Select(_ => (One: one(), Other: other())).ToArray();
        return (times.Select(time => time.One).Order().ElementAt(rounds / 2), times.Select(time => time.Other).Order().ElementAt(rounds / 2));
    }

    private static double Padded(int[][] batches) => 1 - (batches.Sum(batch => (double)batch.Sum()) / batches.Sum(batch => (double)batch.Length * batch.Max()));

    private static JsonObject Row(string name, double ours, double theirs) => new()
    {
        ["name"] = name,
        ["milliseconds"] = Math.Round(ours * 1000, 1),
        ["otherMilliseconds"] = Math.Round(theirs * 1000, 1),
        ["ratio"] = Math.Round(theirs / ours, 2),
    };
}
