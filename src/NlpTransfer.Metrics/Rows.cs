using System.Runtime.CompilerServices;

namespace NlpTransfer.Metrics;

/// <summary>Checks of arguments that all measures share.</summary>
internal static class Rows
{
    public static void Check(int count, int other)
    {
        if (count == 0)
            throw new ArgumentException("there are no rows to score");
        if (count != other)
            throw new ArgumentException($"the two lists have different lengths: {count} and {other}");
    }

    public static void CheckClass(int index, int classCount, int row)
    {
        if (index < 0 || index >= classCount)
            throw new ArgumentException($"class {index} of row {row} is not between 0 and {classCount - 1}");
    }

    public static void CheckShare(double share, [CallerArgumentExpression(nameof(share))] string name = "")
    {
        if (!(share > 0 && share < 1))
            throw new ArgumentOutOfRangeException(name, share, "must lie between 0 and 1, exclusively");
    }
}
