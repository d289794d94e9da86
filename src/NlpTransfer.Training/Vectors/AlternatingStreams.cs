namespace NlpTransfer.Training;

/// <summary>Two endless streams as one, in fixed shares, evenly spread.</summary>
internal static class AlternatingStreams
{
    /// <summary>Takes turns.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    /// <param name="secondShare">Share of the second, from 0 (none of it) to 1 (nothing else).</param>
    internal static IEnumerable<T> Mix<T>(IEnumerable<T> first, IEnumerable<T> second, double secondShare)
    {
        using IEnumerator<T> one = first.GetEnumerator(), two = second.GetEnumerator();
        for (long step = 0; ; step++)
        {
            bool isSecond = Math.Floor((step + 1) * secondShare) > Math.Floor(step * secondShare);
            IEnumerator<T> next = isSecond ? two : one;
            if (!next.MoveNext())
                yield break;
            yield return next.Current;
        }
    }
}
