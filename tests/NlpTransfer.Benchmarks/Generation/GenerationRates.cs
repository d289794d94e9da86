using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NlpTransfer.Torch;

namespace NlpTransfer.Benchmarks;

/// <summary>How fast translations are generated, in output tokens a second for each 10^9 operations a second of libtorch's matrix product, which is measured before and after every turn; medians of the turns.</summary>
internal static class GenerationRates
{
    private const int Sentences = 32;
    private const int Length = 32;
    private const int CacheLength = 40;

    /// <summary>Measures, and gives the rows as JSON.</summary>
    /// <param name="rounds">Turns of each, after one to warm up.</param>
    internal static string Measure(int rounds)
    {
        using var bench = new GenerationBench();
        var rows = new JsonArray { Rate(bench, "greedy", 1, rounds), Rate(bench, "beam 4", 4, rounds), Cache(bench) };
        return new JsonObject
        {
            ["command"] = "dotnet run -c Release --project tests/NlpTransfer.Benchmarks generation FILE.json",
            ["threads"] = LibTorch.Threads,
            ["clock"] = WorkClock.Name,
            ["kernel"] = LinearKernel.OfThisProcessor.Name,
            ["model"] = "Marian, 6 and 6 layers of 512, 32,000 pieces, random weights",
            ["rows"] = rows,
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
    }

    private static JsonObject Rate(GenerationBench bench, string name, int beams, int rounds)
    {
        bench.TokensPerSecond(Sentences, Length, beams);
        var turns = new List<(double Tokens, double Unit)>();
        for (int i = 0; i < rounds; i++)
        {
            double before = GenerationBench.Unit(), rate = bench.TokensPerSecond(Sentences, Length, beams);
            turns.Add((rate, (before + GenerationBench.Unit()) / 2));
        }

        (double Tokens, double Unit) middle = turns.OrderBy(turn => turn.Tokens / turn.Unit).ElementAt(rounds / 2);
        return Told(new JsonObject
        {
            ["name"] = name,
            ["tokensPerSecond"] = Math.Round(middle.Tokens, 1),
            ["matmulGflops"] = Math.Round(middle.Unit, 1),
            ["ratio"] = Math.Round(middle.Tokens / middle.Unit, 2),
        });
    }

    /// <summary>Keys and values kept against computed anew at every step; one turn of the latter takes as long as many of the former.</summary>
    private static JsonObject Cache(GenerationBench bench)
    {
        double kept = bench.TokensPerSecond(Sentences, CacheLength, 1), anew = bench.TokensPerSecond(Sentences, CacheLength, 1, useCache: false);
        return Told(new JsonObject
        {
            ["name"] = string.Create(CultureInfo.InvariantCulture, $"greedy, {CacheLength} tokens, cache"),
            ["tokensPerSecond"] = Math.Round(kept, 1),
            ["tokensPerSecondWithout"] = Math.Round(anew, 1),
            ["ratio"] = Math.Round(kept / anew, 1),
        });
    }

    private static JsonObject Told(JsonObject row)
    {
        Console.WriteLine(row.ToJsonString());
        return row;
    }
}
