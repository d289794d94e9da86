namespace NlpTransfer.Corpora;

/// <summary>Makes corpus rows of table rows, or rejects them.</summary>
internal sealed class TableRows(ColumnMap map, CorpusReadOptions options, RowErrors errors)
{
    public int ColumnCount => map.Columns.Count;

    /// <summary>The row; null when it has been rejected.</summary>
    public CorpusRow? Create(IReadOnlyList<string?> cells, long line)
    {
        string? text = Value(cells, ColumnRole.Text);
        if (options.Segments)
            text ??= "";
        else if (string.IsNullOrWhiteSpace(text))
        {
            errors.Reject(BadRowReason.EmptyText, line, $"the text (column '{map.Columns[map[ColumnRole.Text]]}') is empty");
            return null;
        }

        string? label = Value(cells, ColumnRole.Label);
        if (options.RequireLabels && string.IsNullOrWhiteSpace(label))
        {
            errors.Reject(BadRowReason.MissingLabel, line, $"the label (column '{map.Columns[map[ColumnRole.Label]]}') is empty");
            return null;
        }

        string? translation = Value(cells, ColumnRole.Translation);
        if (map.Pair is not null && string.IsNullOrWhiteSpace(translation))
        {
            errors.Reject(BadRowReason.MissingTranslation, line, $"the translation (column '{map.Columns[map[ColumnRole.Translation]]}') is empty");
            return null;
        }

        string? language = Value(cells, ColumnRole.Language);
        return new CorpusRow(text)
        {
            Label = label,
            Pair = map.Pair is { } pair ? new TextPair(text, translation!, pair.SourceLanguage, language ?? pair.TargetLanguage, errors.At(line)) : null,
            Language = language ?? options.Language,
            Split = Value(cells, ColumnRole.Split),
            Group = Value(cells, ColumnRole.Group),
            Id = Value(cells, ColumnRole.Id),
            Position = errors.At(line),
            Other = map.Others.Count == 0 ? [] : [.. map.Others.Select(i => KeyValuePair.Create(map.Columns[i], cells[i] ?? ""))],
        };
    }

    private string? Value(IReadOnlyList<string?> cells, ColumnRole role)
    {
        int at = map[role];
        return at < 0 || string.IsNullOrEmpty(cells[at]) ? null : cells[at];
    }
}
