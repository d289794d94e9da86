using System.Numerics.Tensors;

namespace NlpTransfer.LinearModels;

/// <summary>Solves a kernel system, directly or by conjugate gradients.</summary>
internal static class KernelSolution
{
    private const int MaxSteps = 5_000;

    /// <summary>The dual weights, <c>[classes, rows]</c>.</summary>
    public static DenseMatrix Solve(KernelSystem system, KernelOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        if (!options.IsDirect(system.Rows))
            return Iterate(system, options.Ridge, options.Tolerance, null, progress, cancellationToken);
        return Direct(system, system.Gram(cancellationToken), options.Ridge, progress, cancellationToken);
    }

    /// <summary>Factorises the kernel, which is lost.</summary>
    public static DenseMatrix Direct(KernelSystem system, DenseMatrix gram, double ridge, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        for (int row = 0; row < system.Rows; row++)
            gram[row, row] += ridge;
        Cholesky.Factor(gram, cancellationToken, rows => progress?.Report(new WorkProgress("solving the kernel", rows, system.Rows)));
        DenseMatrix sides = system.RightSides();
        Cholesky.Solve(gram, sides);
        return sides;
    }

    /// <summary>Conjugate gradients (Hestenes and Stiefel 1952), every class its own run, all with one pass over the rows a step.</summary>
    /// <param name="system">The system.</param>
    /// <param name="ridge">Added to the diagonal.</param>
    /// <param name="tolerance">Relative residual to reach.</param>
    /// <param name="start">A solution to start from, such as that of another ridge; null for zero.</param>
    /// <param name="progress">Told the steps.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="BadDataException">It does not converge.</exception>
    public static DenseMatrix Iterate(
        KernelSystem system, double ridge, double tolerance, DenseMatrix? start, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        DenseMatrix residual = system.RightSides();
        double[] goals = [.. Enumerable.Range(0, system.Classes).Select(k => tolerance * TensorPrimitives.Norm<double>(residual.Row(k)))];
        DenseMatrix solution = DenseMatrix.Zero(system.Classes, system.Rows);
        var product = new DenseMatrix(system.Classes, system.Rows);
        if (start is not null)
        {
            start.Values.CopyTo(solution.Values, 0);
            Apply(system, ridge, solution, product);
            TensorPrimitives.Subtract<double>(residual.Values, product.Values, residual.Values);
        }

        var direction = new DenseMatrix(system.Classes, system.Rows);
        residual.Values.CopyTo(direction.Values, 0);
        double[] squares = [.. Enumerable.Range(0, system.Classes).Select(k => TensorPrimitives.SumOfSquares<double>(residual.Row(k)))];
        for (int step = 0; step < MaxSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int open = Enumerable.Range(0, system.Classes).Count(k => Math.Sqrt(squares[k]) > goals[k]);
            if (open == 0)
                return solution;
            progress?.Report(new WorkProgress("solving the kernel by conjugate gradients", step, 0, $"{open} of {system.Classes} labels to go"));
            Apply(system, ridge, direction, product);
            for (int k = 0; k < system.Classes; k++)
            {
                if (Math.Sqrt(squares[k]) <= goals[k])
                {
                    direction.Row(k).Clear();
                    continue;
                }

                double length = squares[k] / Products.Dot(direction.Row(k), product.Row(k));
                TensorPrimitives.MultiplyAdd(direction.Row(k), length, solution.Row(k), solution.Row(k));
                TensorPrimitives.MultiplyAdd(product.Row(k), -length, residual.Row(k), residual.Row(k));
                double square = TensorPrimitives.SumOfSquares<double>(residual.Row(k));
                TensorPrimitives.MultiplyAdd(direction.Row(k), square / squares[k], residual.Row(k), direction.Row(k));
                squares[k] = square;
            }
        }

        throw new BadDataException($"The kernel's system did not converge in {MaxSteps} steps; raise the ridge.");
    }

    private static void Apply(KernelSystem system, double ridge, DenseMatrix factors, DenseMatrix product)
    {
        system.Multiply(factors, product);
        TensorPrimitives.MultiplyAdd<double>(factors.Values, ridge, product.Values, product.Values);
    }
}
