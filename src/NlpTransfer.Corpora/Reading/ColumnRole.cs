namespace NlpTransfer.Corpora;

/// <summary>What a column is used for.</summary>
internal enum ColumnRole
{
    Id,
    Group,
    Language,
    Split,
    Label,
    Text,
    Translation,
}
