namespace NlpTransfer.Corpora;

/// <summary>What rows are kept together by.</summary>
internal static class GroupKey
{
    public static UInt128 Of(CorpusRow row) => row.Group is { } group ? TextKey.Hash("group:" + group) : TextKey.Hash("text:" + TextKey.Normalize(row.Text));
}
