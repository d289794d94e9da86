namespace NlpTransfer.LinearModels;

/// <summary>Strengths and solver of the kernel ridge regression.</summary>
public sealed record KernelOptions
{
    /// <summary>What is added to the diagonal of the kernel, above 0 up to 1e6; default 2. More means smoother.</summary>
    public double Ridge { get; init; } = 2;

    /// <summary>What the regression's scores are multiplied by before the log-softmax, above 0 up to 1000; default 6. More means surer.</summary>
    public double Scale { get; init; } = 6;

    /// <summary>How the system is solved; default by size.</summary>
    public KernelSolver Solver { get; init; } = KernelSolver.Auto;

    /// <summary>Rows up to which <see cref="KernelSolver.Auto"/> solves directly, 0 to 40,000; default 12,000.</summary>
    public int DirectRows { get; init; } = 12_000;

    /// <summary>Bytes that the matrix of a direct solution may take (8 x rows x rows), 1 to 2^40; default 2 GiB.</summary>
    public long MemoryLimit { get; init; } = 1L << 31;

    /// <summary>Relative residual at which conjugate gradients end, 1e-14 to 0.1; default 1e-10. Without effect on a direct solution.</summary>
    public double Tolerance { get; init; } = 1e-10;

    internal void Validate(Faults faults)
    {
        faults.Range("Kernel.Ridge", Ridge, 0, 1e6);
        faults.Range("Kernel.Scale", Scale, 0, 1000);
        faults.Check(Enum.IsDefined(Solver), "Kernel.Solver", Solver, "Auto, Direct or ConjugateGradients");
        faults.Check(DirectRows is >= 0 and <= 40_000, "Kernel.DirectRows", DirectRows, "0 to 40000");
        faults.Check(MemoryLimit is >= 1 and <= 1L << 40, "Kernel.MemoryLimit", MemoryLimit, "1 to 2^40 bytes");
        faults.Check(Tolerance is >= 1e-14 and <= 0.1, "Kernel.Tolerance", Tolerance, "1e-14 to 0.1");
    }

    /// <summary>Whether so many rows are solved directly.</summary>
    /// <exception cref="UsageException">A direct solution was asked for and does not fit.</exception>
    internal bool IsDirect(int rows)
    {
        long bytes = 8L * rows * rows;
        bool fits = bytes <= MemoryLimit && (long)rows * rows <= Array.MaxLength;
        if (Solver == KernelSolver.Direct && !fits)
        {
            throw new UsageException(
                $"Solving the kernel of {rows} rows directly takes {bytes >> 20} MiB, more than the limit of {MemoryLimit >> 20} MiB; raise Kernel.MemoryLimit or solve by conjugate gradients.");
        }

        return Solver == KernelSolver.Direct || (Solver == KernelSolver.Auto && fits && rows <= DirectRows);
    }
}
