using System.Text.Json;

namespace NlpTransfer;

/// <summary>
/// An object of a JSON file whose values are taken by key and checked. Faults are gathered, so that one exception can list them all.
/// </summary>
internal sealed class JsonSection
{
    private readonly JsonElement _object;
    private readonly List<string> _faults = [];

    /// <summary>Wraps an object.</summary>
    /// <exception cref="ModelFormatException">It is not one.</exception>
    public JsonSection(string file, JsonElement element)
    {
        File = file;
        if (element.ValueKind != JsonValueKind.Object)
            throw new ModelFormatException($"{file}: the file holds a JSON {element.ValueKind} where an object was expected.");
        _object = element;
    }

    /// <summary>The file, for messages.</summary>
    public string File { get; }

    /// <summary>The object itself.</summary>
    public JsonElement Element => _object;

    /// <summary>Whether something was wrong so far.</summary>
    public bool IsFaulty => _faults.Count > 0;

    /// <summary>Notes that something is wrong.</summary>
    public void Fault(string reason) => _faults.Add(reason);

    /// <summary>Throws where something was wrong.</summary>
    /// <exception cref="ModelFormatException">Lists all that was.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
            throw new ModelFormatException($"{File}: {string.Join("; ", _faults)}.");
    }

    /// <summary>A value, or null where it is absent or null.</summary>
    public JsonElement? Find(string key) =>
        _object.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A whole number within bounds.</summary>
    public int Integer(string key, int minimum, int maximum, int? fallback = null)
    {
        if (Find(key) is not { } value)
            return Absent(key, fallback, minimum);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= minimum && number <= maximum)
            return number;
        Fault($"{key} is {Show(value)} where a whole number from {minimum} to {maximum} was expected");
        return minimum;
    }

    /// <summary>A number from a lower bound to below an upper one.</summary>
    public double Number(string key, double minimum, double below, double? fallback = null)
    {
        if (Find(key) is not { } value)
            return Absent(key, fallback, minimum);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number >= minimum && number < below)
            return number;
        Fault(FormattableString.Invariant($"{key} is {Show(value)} where a number from {minimum} to below {below} was expected"));
        return minimum;
    }

    /// <summary>A truth value.</summary>
    public bool Boolean(string key, bool fallback)
    {
        if (Find(key) is not { } value)
            return fallback;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Fault($"{key} is {Show(value)} where true or false was expected");
        return fallback;
    }

    /// <summary>A text, or null where it is absent.</summary>
    public string? Text(string key)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Fault($"{key} is {Show(value)} where a text was expected");
        return null;
    }

    private T Absent<T>(string key, T? fallback, T substitute)
        where T : struct
    {
        if (fallback is null)
            Fault($"{key} is missing");
        return fallback ?? substitute;
    }

    private static string Show(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? text[..57] + "..." : value.GetRawText();
}
