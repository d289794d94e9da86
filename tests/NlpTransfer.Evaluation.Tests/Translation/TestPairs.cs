using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation.Tests;

/// <summary>Sentences of made-up words with their translations.</summary>
internal static class TestPairs
{
    public static TextPair[] Held { get; } = [.. Enumerable.Range(0, 40).Select(i => Of(i) with { Position = new RowPosition("/home/someone/test.tsv", i + 2) })];

    public static TextPair Of(int i) => new(Source(i), Translate(Source(i)));

    public static string Translate(string text) => string.Join(' ', text.Split(' ').Reverse().Select(word => word.Replace('a', 'ọ').Replace('e', 'ú') + "n"));

    private static string Source(int i) => $"banana {i} grew green near the river bend {i * 7} where maria rests";
}
