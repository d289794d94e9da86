namespace NlpTransfer.Benchmarks;

/// <summary>Resident memory at a moment.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Megabytes">Resident memory in MiB.</param>
internal readonly record struct SoakSample(int Step, double Megabytes);
