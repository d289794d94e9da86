using System.Text.Json;

namespace NlpTransfer.Corpora;

/// <summary>Makes corpus rows of JSON objects and back.</summary>
internal sealed class JsonRows(CorpusReadOptions options, RowErrors errors)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private bool _begun;

    /// <summary>The row of a line; null for an empty line or one that has been rejected.</summary>
    public CorpusRow? Create(LineReader line)
    {
        if (line.TooLong)
        {
            errors.RejectLength(line.Number);
            return null;
        }

        if (errors.Decode(line.Line.Span, line.Number) is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line.Line, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return Create(document.RootElement, line.Number);
            errors.Reject(BadRowReason.InvalidJson, line.Number, "the line is not a JSON object; expected JSON Lines, one object a line");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape of half a surrogate pair, which only shows when the string is decoded.
            errors.Reject(BadRowReason.InvalidJson, line.Number, "the line is not one valid JSON object without repeated names; expected JSON Lines");
        }

        return null;
    }

    /// <summary>Writes a row as an object.</summary>
    public static void Write(CorpusRow row, IReadOnlyList<string>? columns, Utf8JsonWriter writer)
    {
        string[] names = [.. columns ?? ["id", "group", "language", "split", "label", "text", .. row.Other.Select(o => o.Key)]];
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw new BadDataException($"{CorpusColumns.Where(row)}: a column would be written twice ({ColumnMap.List(names)}); rename it.");
        writer.WriteStartObject();
        foreach (string name in names)
        {
            if (CorpusColumns.Value(row, name) is { } value)
                writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private CorpusRow? Create(JsonElement item, long line)
    {
        List<KeyValuePair<string, JsonElement>> properties = [.. item.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value))];
        ColumnMap? map = Map(properties, line);
        if (map is null)
            return null;
        foreach (ColumnRole role in Enum.GetValues<ColumnRole>().Where(r => map[r] >= 0))
        {
            if (properties[map[role]].Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                errors.Reject(BadRowReason.InvalidJson, line, $"the value of '{properties[map[role]].Key}' is an object or array; expected a string or number");
                return null;
            }
        }

        string?[] cells = [.. properties.Select(p => Text(p.Value))];
        if (cells.Any(c => c?.Contains('\0') == true))
        {
            errors.Reject(BadRowReason.NulCharacter, line, "a value holds a NUL character");
            return null;
        }

        return new TableRows(map, options, errors).Create(cells, line);
    }

    // The first object stands for a header: what it lacks is a fault of the file. What a later one lacks is a fault of the row.
    private ColumnMap? Map(List<KeyValuePair<string, JsonElement>> properties, long line)
    {
        string[] names = [.. properties.Select(p => p.Key)];
        if (!_begun)
        {
            ColumnMap.Resolve(names, errors.At(line).ToString(), options with { GroupColumn = null, IdColumn = null, LanguageColumn = null, SplitColumn = null });
            _begun = true;
        }

        CorpusReadOptions lenient = options with
        {
            GroupColumn = Present(options.GroupColumn),
            IdColumn = Present(options.IdColumn),
            LanguageColumn = Present(options.LanguageColumn),
            SplitColumn = Present(options.SplitColumn),
        };
        try
        {
            return ColumnMap.Resolve(names, errors.At(line).ToString(), lenient);
        }
        catch (BadDataException) when (options.SkipBadRows)
        {
            BadRowReason partner = options.Pair is null ? BadRowReason.MissingLabel : BadRowReason.MissingTranslation;
            errors.Reject(options.Pair is not null || ColumnMap.HasText(names, options) ? partner : BadRowReason.EmptyText, line, "text or its partner is missing");
            return null;
        }

        string? Present(string? name) => name is not null && names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase) ? name : null;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };
}
