namespace NlpTransfer.Benchmarks;

/// <summary>The rate of a benchmark.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Milliseconds">Median time.</param>
/// <param name="TokensPerSecond">Tokens read in a second, padding included.</param>
/// <param name="MatmulGflops">P before its measurements, the median, in GFLOP/s.</param>
/// <param name="Rate">Useful arithmetic as a multiple of P.</param>
internal sealed record RateRow(string Name, double Milliseconds, double TokensPerSecond, double MatmulGflops, double Rate);
