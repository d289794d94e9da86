using System.Numerics.Tensors;

namespace NlpTransfer.LinearModels;

/// <summary>
/// Minimises a smooth convex function by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno (Liu and Nocedal 1989).
/// Steps are judged by the slope along them, which stays exact where differences of the function drown in rounding, so that the optimum is
/// reached to a gradient of 1e-9 and below.
/// </summary>
internal static class LimitedMemoryBfgs
{
    private const int Memory = 12;

    /// <summary>The function: writes the gradient at a point and returns the value.</summary>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Moves <paramref name="point"/> to the minimum.</summary>
    /// <returns>The largest absolute value in the last gradient, and the number of steps.</returns>
    public static (double Gradient, int Steps) Minimize(Function function, double[] point, double tolerance, int maxSteps, CancellationToken cancellationToken)
    {
        int n = point.Length;
        double[] gradient = new double[n], direction = new double[n], next = new double[n], nextGradient = new double[n];
        var pairs = new List<(double[] Step, double[] Change, double Scale)>();
        double value = function(point, gradient);
        int steps = 0;
        for (; steps < maxSteps && TensorPrimitives.MaxMagnitude<double>(gradient) is var norm && Math.Abs(norm) > tolerance; steps++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Direct(gradient, pairs, direction);
            double slope = TensorPrimitives.Dot<double>(gradient, direction);
            double first = pairs.Count > 0 ? 1 : 1 / Math.Max(1e-12, TensorPrimitives.Norm<double>(gradient));
            if (Search(function, point, direction, value, slope, first, next, nextGradient) is not { } found)
            {
                if (pairs.Count == 0)
                    break;
                pairs.Clear();
                continue;
            }

            value = found;
            Remember(pairs, point, next, gradient, nextGradient);
            next.CopyTo(point, 0);
            nextGradient.CopyTo(gradient, 0);
        }

        return (Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient)), steps);
    }

    private static void Direct(double[] gradient, List<(double[] Step, double[] Change, double Scale)> pairs, double[] direction)
    {
        TensorPrimitives.Negate<double>(gradient, direction);
        Span<double> factors = stackalloc double[Memory];
        for (int i = pairs.Count - 1; i >= 0; i--)
        {
            factors[i] = pairs[i].Scale * TensorPrimitives.Dot<double>(pairs[i].Step, direction);
            TensorPrimitives.MultiplyAdd<double>(pairs[i].Change, -factors[i], direction, direction);
        }

        if (pairs.Count > 0)
            TensorPrimitives.Multiply(direction, 1 / (pairs[^1].Scale * TensorPrimitives.SumOfSquares<double>(pairs[^1].Change)), direction);
        for (int i = 0; i < pairs.Count; i++)
        {
            double back = pairs[i].Scale * TensorPrimitives.Dot<double>(pairs[i].Change, direction);
            TensorPrimitives.MultiplyAdd<double>(pairs[i].Step, factors[i] - back, direction, direction);
        }
    }

    /// <summary>A step along the direction with a slope small enough; null where rounding leaves none.</summary>
    private static double? Search(
        Function function, double[] point, double[] direction, double value, double slope, double step, double[] next, double[] nextGradient)
    {
        if (!(slope < 0))
            return null;
        double low = 0, lowSlope = slope, high = double.PositiveInfinity, highSlope = double.NaN;
        double allowed = value + 1e-12 * (Math.Abs(value) + 1);
        for (int attempt = 0; attempt < 40; attempt++)
        {
            TensorPrimitives.MultiplyAdd<double>(direction, step, point, next);
            double found = function(next, nextGradient);
            double foundSlope = TensorPrimitives.Dot<double>(nextGradient, direction);
            if (double.IsFinite(found) && found <= allowed && Math.Abs(foundSlope) <= 0.6 * -slope)
                return found;
            if (foundSlope < 0 && found <= allowed)
                (low, lowSlope) = (step, foundSlope);
            else
                (high, highSlope) = (step, foundSlope);
            if (double.IsPositiveInfinity(high))
            {
                step *= 4;
                continue;
            }

            double width = high - low;
            double secant = low + width * (lowSlope / (lowSlope - highSlope));
            step = double.IsFinite(secant) && highSlope > 0 ? Math.Clamp(secant, low + 0.1 * width, high - 0.1 * width) : low + 0.5 * width;
        }

        return null;
    }

    private static void Remember(
        List<(double[] Step, double[] Change, double Scale)> pairs, double[] point, double[] next, double[] gradient, double[] nextGradient)
    {
        (double[] step, double[] change) = pairs.Count == Memory ? (pairs[0].Step, pairs[0].Change) : (new double[point.Length], new double[point.Length]);
        if (pairs.Count == Memory)
            pairs.RemoveAt(0);
        TensorPrimitives.Subtract<double>(next, point, step);
        TensorPrimitives.Subtract<double>(nextGradient, gradient, change);
        double curvature = TensorPrimitives.Dot<double>(step, change);
        if (curvature > 0)
            pairs.Add((step, change, 1 / curvature));
    }
}
