namespace NlpTransfer.LinearModels;

/// <summary>How the kernel's linear system is solved; all ways reach the same answer.</summary>
public enum KernelSolver
{
    /// <summary>Directly while rows and memory allow it, else by conjugate gradients.</summary>
    Auto,

    /// <summary>By factorising the matrix of all rows; refused where it needs more memory than allowed.</summary>
    Direct,

    /// <summary>By conjugate gradients, without ever forming that matrix.</summary>
    ConjugateGradients,
}
