namespace NlpTransfer.Benchmarks;

/// <summary>The rate of an encoding.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Megabytes">Millions of bytes of UTF-8 a second, the median.</param>
/// <param name="Theirs">spm_encode's on one thread, before the same measurements.</param>
/// <param name="Ratio">The one over the other.</param>
/// <param name="Allocated">Bytes allocated for each byte of text, results included.</param>
internal sealed record TokenizerRateRow(string Name, double Megabytes, double Theirs, double Ratio, double Allocated);
