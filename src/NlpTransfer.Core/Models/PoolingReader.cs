namespace NlpTransfer;

/// <summary>Reads the config of a Pooling module.</summary>
internal static class PoolingReader
{
    private const string KeyPrefix = "pooling_mode_";

    private static readonly (string Key, string Name, PoolingMode Mode)[] Known =
    [
        ("pooling_mode_mean_tokens", "mean", PoolingMode.Mean), ("pooling_mode_cls_token", "cls", PoolingMode.FirstToken), ("pooling_mode_max_tokens", "max", PoolingMode.Max),
    ];

    /// <summary>The one way of pooling that is switched on.</summary>
    /// <exception cref="ModelFormatException">None, several, or one that is not supported.</exception>
    public static PoolingMode Read(string path)
    {
        var config = new JsonSection(path, JsonFile.Read(path));
        if (!config.Boolean("include_prompt", fallback: true))
            config.Fault("include_prompt is false, and leaving a prompt's tokens out of the vector is not supported");
        string[] on = config.Text("pooling_mode") is { } name ? [name] : SwitchedOn(config);
        config.ThrowIfFaulty();
        int index = on.Length == 1 ? Array.FindIndex(Known, row => row.Key == on[0] || row.Name == on[0]) : -1;
        return index >= 0 ? Known[index].Mode : throw new ModelFormatException(
            $"{path}: the way of pooling is {(on.Length == 0 ? "not given" : string.Join(" + ", on))}; supported is one of {string.Join(", ", Known.Select(row => row.Key))}.");
    }

    private static string[] SwitchedOn(JsonSection config) =>
    [
        .. config.Element.EnumerateObject().Select(entry => entry.Name)
            .Where(key => key.StartsWith(KeyPrefix, StringComparison.Ordinal) && config.Boolean(key, fallback: false)),
    ];
}
