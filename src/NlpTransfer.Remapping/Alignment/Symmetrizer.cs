namespace NlpTransfer.Remapping;

/// <summary>Makes one alignment of two (Och and Ney 2003; Koehn et al. 2005, "Edinburgh system description").</summary>
internal static class Symmetrizer
{
    private static readonly (int Row, int Column)[] Neighbours = [(-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)];

    /// <summary>Combines the two directions.</summary>
    /// <param name="oldOfNew">For each new word the old one that it translates, or -1.</param>
    /// <param name="newOfOld">For each old word the new one, or -1.</param>
    /// <param name="method">How.</param>
    /// <returns>The links, by old word, then new word.</returns>
    public static List<(int Old, int New)> Combine(int[] oldOfNew, int[] newOfOld, Symmetrization method)
    {
        var grid = new Grid(newOfOld, oldOfNew);
        for (int j = 0; j < oldOfNew.Length; j++)
        {
            if (oldOfNew[j] >= 0 && newOfOld[oldOfNew[j]] == j)
                grid.Link(oldOfNew[j], j);
        }

        if (method == Symmetrization.GrowDiagonalFinalAnd)
        {
            while (Grow(grid))
                continue;
            for (int j = 0; j < oldOfNew.Length; j++)
                grid.LinkIfBothFree(oldOfNew[j], j);
            for (int i = 0; i < newOfOld.Length; i++)
                grid.LinkIfBothFree(i, newOfOld[i]);
        }

        return grid.Links();
    }

    private static bool Grow(Grid grid)
    {
        bool grown = false;
        foreach ((int i, int j) in grid.Links())
        {
            foreach ((int row, int column) in Neighbours)
                grown |= grid.LinkIfSaidAndOneFree(i + row, j + column);
        }

        return grown;
    }

    private sealed class Grid(int[] newOfOld, int[] oldOfNew)
    {
        private readonly bool[] _links = new bool[newOfOld.Length * oldOfNew.Length];
        private readonly bool[] _oldTaken = new bool[newOfOld.Length];
        private readonly bool[] _newTaken = new bool[oldOfNew.Length];

        public void Link(int i, int j) => _links[(i * oldOfNew.Length) + j] = _oldTaken[i] = _newTaken[j] = true;

        public void LinkIfBothFree(int i, int j)
        {
            if (i >= 0 && j >= 0 && !_oldTaken[i] && !_newTaken[j])
                Link(i, j);
        }

        public bool LinkIfSaidAndOneFree(int i, int j)
        {
            bool inside = i >= 0 && j >= 0 && i < newOfOld.Length && j < oldOfNew.Length;
            if (!inside || (newOfOld[i] != j && oldOfNew[j] != i) || (_oldTaken[i] && _newTaken[j]))
                return false;
            Link(i, j);
            return true;
        }

        public List<(int Old, int New)> Links()
        {
            List<(int, int)> links = [];
            for (int at = 0; at < _links.Length; at++)
            {
                if (_links[at])
                    links.Add((at / oldOfNew.Length, at % oldOfNew.Length));
            }

            return links;
        }
    }
}
