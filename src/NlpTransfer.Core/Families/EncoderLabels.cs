using System.Globalization;
using System.Text.Json;

namespace NlpTransfer;

/// <summary>Reads the labels of config.json.</summary>
internal static class EncoderLabels
{
    /// <summary>The labels of <c>id2label</c> in the order of their ids.</summary>
    /// <param name="config">The file.</param>
    /// <param name="needed">Whether the architecture has a classifier: then the reference library's two unnamed labels count where none are given.</param>
    /// <returns>The labels, or null where none are named and none are needed.</returns>
    public static IReadOnlyList<string>? Read(JsonSection config, bool needed)
    {
        if (config.Find("id2label") is { } table)
            return FromTable(config, table);
        if (!needed)
            return null;
        int count = config.Integer("num_labels", 1, 1 << 20, fallback: 2);
        return [.. Enumerable.Range(0, count).Select(id => string.Create(CultureInfo.InvariantCulture, $"LABEL_{id}"))];
    }

    private static string[] FromTable(JsonSection config, JsonElement table)
    {
        if (table.ValueKind != JsonValueKind.Object)
        {
            config.Fault("id2label is not an object");
            return [];
        }

        int count = table.EnumerateObject().Count();
        var labels = new string?[count];
        foreach (JsonProperty entry in table.EnumerateObject())
        {
            bool isId = int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id < count;
            if (!isId || entry.Value.ValueKind != JsonValueKind.String || labels[id] is not null)
            {
                config.Fault($"id2label.{entry.Name} is not one of the ids 0 to {count - 1} with a text");
                return [];
            }

            labels[id] = entry.Value.GetString();
        }

        if (count == 0)
            config.Fault("id2label is empty");
        if (labels.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
            config.Fault($"id2label has the label '{twice}' twice");
        return labels!;
    }
}
