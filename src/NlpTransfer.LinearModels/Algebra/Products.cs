using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NlpTransfer.LinearModels;

/// <summary>
/// Products of rows with rows, in tiles that stay in the caches. Every result is summed in one fixed order, so that the number of threads
/// changes nothing.
/// </summary>
internal static class Products
{
    private const int Tile = 64;

    /// <summary>
    /// For all i and j not above i, from <paramref name="first"/> on: <c>goal[i, j] += factor x sum over k of left[i, k] left[j, k]</c>, k running over
    /// <paramref name="length"/> columns of the source from column <paramref name="from"/> on. Tiles that cross the diagonal are filled whole.
    /// </summary>
    public static void AddSymmetric(DenseMatrix source, int from, int length, DenseMatrix goal, int first, double factor, CancellationToken cancellationToken)
    {
        int rows = goal.Rows - first;
        if (rows <= 0 || length == 0)
            return;
        int tiles = (rows + Tile - 1) / Tile;
        Parallel.For(0, tiles * (tiles + 1) / 2, new ParallelOptions { CancellationToken = cancellationToken }, index =>
        {
            int i = (int)((Math.Sqrt(8.0 * index + 1) - 1) / 2);
            while (i * (i + 1) / 2 > index)
                i--;
            while ((i + 1) * (i + 2) / 2 <= index)
                i++;
            int j = index - i * (i + 1) / 2;
            AddTile(source, from, length, goal, first + i * Tile, first + j * Tile, factor);
        });
    }

    private static void AddTile(DenseMatrix source, int from, int length, DenseMatrix goal, int top, int left, double factor)
    {
        int bottom = Math.Min(top + Tile, goal.Rows), right = Math.Min(left + Tile, goal.Rows);
        int i = top;
        for (; i + 4 <= bottom; i += 4)
        {
            int j = left;
            for (; j + 2 <= right; j += 2)
                FourByTwo(source, from, length, goal, i, j, factor);
            for (; j < right; j++)
            {
                for (int k = i; k < i + 4; k++)
                    goal[k, j] += factor * Dot(source.Row(k).Slice(from, length), source.Row(j).Slice(from, length));
            }
        }

        for (; i < bottom; i++)
        {
            for (int j = left; j < right; j++)
                goal[i, j] += factor * Dot(source.Row(i).Slice(from, length), source.Row(j).Slice(from, length));
        }
    }

    private static void FourByTwo(DenseMatrix source, int from, int length, DenseMatrix goal, int i, int j, double factor)
    {
        ref double a0 = ref source.Row(i)[from], a1 = ref source.Row(i + 1)[from], a2 = ref source.Row(i + 2)[from], a3 = ref source.Row(i + 3)[from];
        ref double b0 = ref source.Row(j)[from], b1 = ref source.Row(j + 1)[from];
        Vector<double> s00 = default, s10 = default, s20 = default, s30 = default, s01 = default, s11 = default, s21 = default, s31 = default;
        int k = 0;
        for (; k + Vector<double>.Count <= length; k += Vector<double>.Count)
        {
            Vector<double> y0 = At(ref b0, k), y1 = At(ref b1, k), x = At(ref a0, k);
            s00 = Vector.FusedMultiplyAdd(x, y0, s00);
            s01 = Vector.FusedMultiplyAdd(x, y1, s01);
            x = At(ref a1, k);
            s10 = Vector.FusedMultiplyAdd(x, y0, s10);
            s11 = Vector.FusedMultiplyAdd(x, y1, s11);
            x = At(ref a2, k);
            s20 = Vector.FusedMultiplyAdd(x, y0, s20);
            s21 = Vector.FusedMultiplyAdd(x, y1, s21);
            x = At(ref a3, k);
            s30 = Vector.FusedMultiplyAdd(x, y0, s30);
            s31 = Vector.FusedMultiplyAdd(x, y1, s31);
        }

        double t00 = Vector.Sum(s00), t10 = Vector.Sum(s10), t20 = Vector.Sum(s20), t30 = Vector.Sum(s30);
        double t01 = Vector.Sum(s01), t11 = Vector.Sum(s11), t21 = Vector.Sum(s21), t31 = Vector.Sum(s31);
        for (; k < length; k++)
        {
            double y0 = Unsafe.Add(ref b0, k), y1 = Unsafe.Add(ref b1, k);
            t00 += Unsafe.Add(ref a0, k) * y0;
            t01 += Unsafe.Add(ref a0, k) * y1;
            t10 += Unsafe.Add(ref a1, k) * y0;
            t11 += Unsafe.Add(ref a1, k) * y1;
            t20 += Unsafe.Add(ref a2, k) * y0;
            t21 += Unsafe.Add(ref a2, k) * y1;
            t30 += Unsafe.Add(ref a3, k) * y0;
            t31 += Unsafe.Add(ref a3, k) * y1;
        }

        goal[i, j] += factor * t00;
        goal[i, j + 1] += factor * t01;
        goal[i + 1, j] += factor * t10;
        goal[i + 1, j + 1] += factor * t11;
        goal[i + 2, j] += factor * t20;
        goal[i + 2, j + 1] += factor * t21;
        goal[i + 3, j] += factor * t30;
        goal[i + 3, j + 1] += factor * t31;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> At(ref double start, int offset) => Unsafe.As<double, Vector<double>>(ref Unsafe.Add(ref start, offset));

    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right) => System.Numerics.Tensors.TensorPrimitives.Dot(left, right);
}
