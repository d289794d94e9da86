using System.Diagnostics;

namespace NlpTransfer.Metrics;

/// <summary>
/// Edit distance from a translation to a reference within a band around the diagonal, with the operations that reach it. The table of one translation is
/// kept, so that a variant of it is measured from the first word on which they differ.
/// </summary>
internal sealed class EditTable
{
    private const int BeamWidth = 25;
    private const int Unreached = int.MaxValue / 2;
    private readonly int[] _reference;
    private readonly int _length;
    private readonly int[][] _costs;
    private readonly Edit[][] _edits;
    private readonly int[][] _variantCosts;
    private readonly Edit[] _variantEdits;
    private readonly double _ratio;
    private readonly int _beam;

    /// <param name="reference">Words of the reference.</param>
    /// <param name="length">Words of the translation and of all its variants.</param>
    public EditTable(int[] reference, int length)
    {
        (_reference, _length) = (reference, length);
        _costs = Rows<int>();
        _edits = Rows<Edit>();
        _variantCosts = Rows<int>();
        _variantEdits = new Edit[reference.Length + 1];
        for (int j = 0; j <= reference.Length; j++)
            (_costs[0][j], _edits[0][j]) = (j, Edit.Insert);
        _ratio = length > 0 ? (double)reference.Length / length : 1;
        // Where lengths differ so much that the bands of two rows would not meet, they are widened.
        _beam = BeamWidth < _ratio / 2 ? (int)Math.Ceiling((_ratio / 2) + BeamWidth) : BeamWidth;
    }

    /// <summary>Fills the table for a translation.</summary>
    /// <returns>The number of edits.</returns>
    public int Fill(int[] words)
    {
        for (int i = 1; i <= _length; i++)
            FillRow(i, words[i - 1], _costs[i - 1], _costs[i], _edits[i]);
        return _costs[_length][^1];
    }

    /// <summary>The number of edits of a variant of the translation that the table holds.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="same">How many of its first words are the translation's.</param>
    public int Measure(int[] words, int same)
    {
        int[] above = _costs[same];
        for (int i = same + 1; i <= _length; i++)
        {
            FillRow(i, words[i - 1], above, _variantCosts[i], _variantEdits);
            above = _variantCosts[i];
        }

        return above[^1];
    }

    /// <summary>The operations that turn the translation into the reference, from the first word on.</summary>
    public List<Edit> Trace()
    {
        var trace = new List<Edit>(_length + _reference.Length);
        (int i, int j) = (_length, _reference.Length);
        while (i > 0 || j > 0)
        {
            Edit edit = _edits[i][j];
            if (edit == Edit.None)
                throw new UnreachableException("the band of the edit table has a gap");
            trace.Add(edit);
            if (edit != Edit.Insert)
                i--;
            if (edit != Edit.Delete)
                j--;
        }

        trace.Reverse();
        return trace;
    }

    private T[][] Rows<T>()
    {
        var rows = new T[_length + 1][];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = new T[_reference.Length + 1];
        return rows;
    }

    // Of equally cheap operations the first tried stands: keep or substitute, delete, insert.
    private void FillRow(int i, int word, int[] above, int[] row, Edit[] edits)
    {
        Array.Fill(row, Unreached);
        Array.Clear(edits);
        int diagonal = (int)Math.Floor(i * _ratio);
        int end = i == _length ? row.Length : Math.Min(row.Length, diagonal + _beam);
        for (int j = Math.Max(0, diagonal - _beam); j < end; j++)
        {
            if (j > 0)
            {
                bool keep = word == _reference[j - 1];
                Take(row, edits, j, above[j - 1] + (keep ? 0 : 1), keep ? Edit.Keep : Edit.Substitute);
            }

            Take(row, edits, j, above[j] + 1, Edit.Delete);
            if (j > 0)
                Take(row, edits, j, row[j - 1] + 1, Edit.Insert);
        }
    }

    private static void Take(int[] row, Edit[] edits, int j, int cost, Edit edit)
    {
        if (cost < row[j])
            (row[j], edits[j]) = (cost, edit);
    }
}
