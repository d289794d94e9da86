namespace NlpTransfer.Remapping;

/// <summary>A pair as numbers of its units, old language first; units beyond what is counted are -1.</summary>
internal readonly record struct UnitPair(int[] Old, int[] New)
{
    /// <summary>Slots of a table for each combination, old units as rows; -1 where the table has none.</summary>
    public void FillSlots(PairTable table, Span<int> slots)
    {
        for (int i = 0; i < Old.Length; i++)
        {
            for (int j = 0; j < New.Length; j++)
                slots[(i * New.Length) + j] = Old[i] < 0 || New[j] < 0 ? -1 : table.Find(Old[i], New[j]);
        }
    }
}
