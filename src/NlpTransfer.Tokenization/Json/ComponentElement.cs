using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>A JSON object being read: each property is asked for by name, and one that nobody asked for is refused.</summary>
internal sealed class ComponentElement
{
    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public ComponentElement(JsonElement element, string source, string path)
    {
        Source = source;
        Path = path;
        if (element.ValueKind != JsonValueKind.Object)
            throw Fault($"is {Describe(element)}; an object was expected.");
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!_properties.TryAdd(Name(property), property.Value))
                throw Fault($"has the property '{property.Name}' twice.");
        }
    }

    public string Source { get; }

    public string Path { get; }

    public IEnumerable<string> Names => _properties.Keys;

    public ModelFormatException Fault(string what) => TokenizerFault.At(Source, Path, what);

    public ModelFormatException Fault(string property, string what) => TokenizerFault.At(Source, $"{Path}.{property}", what);

    /// <summary>Reads a component of one stage by its type.</summary>
    public static T Read<T>(JsonElement element, string source, string path, string stage, IReadOnlyList<ComponentKind<T>> kinds)
        where T : TokenizerComponent
    {
        var component = new ComponentElement(element, source, path);
        string type = component.String("type");
        foreach (ComponentKind<T> kind in kinds)
        {
            if (kind.Type == type)
            {
                T result = kind.Read(component);
                component.RefuseUnasked();
                return result;
            }
        }

        throw TokenizerFault.Unsupported(source, path, stage, type, kinds.Select(kind => kind.Type));
    }

    public bool Has(string name) => _properties.ContainsKey(name);

    public bool IsObject(string name) => _properties.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object;

    public string String(string name) => Text(name, Required(name));

    public string String(string name, string absent) => Optional(name) is { } value ? Text(name, value) : absent;

    public bool Bool(string name) => Truth(name, Required(name));

    public bool Bool(string name, bool absent) => OptionalBool(name) ?? absent;

    public bool? OptionalBool(string name) => Optional(name) is { } value ? Truth(name, value) : null;

    public int Int(string name, int least = 0, int most = int.MaxValue)
    {
        JsonElement value = Required(name);
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out int number) || number < least || number > most)
            throw Fault(name, $"is {Describe(value)}; a whole number from {least} to {most} was expected.");
        return number;
    }

    public int? OptionalInt(string name, int least = 0, int most = int.MaxValue) => Optional(name) is null ? null : Int(name, least, most);

    /// <summary>One code point.</summary>
    public Rune Character(string name)
    {
        string text = String(name);
        if (Rune.DecodeFromUtf16(text, out Rune rune, out int width) != System.Buffers.OperationStatus.Done || width != text.Length)
            throw Fault(name, $"is '{text}'; one character was expected.");
        return rune;
    }

    public ComponentElement Object(string name) => new(Required(name), Source, $"{Path}.{name}");

    /// <summary>The items of an array with their paths.</summary>
    public IEnumerable<(JsonElement Item, string Path)> Items(string name)
    {
        JsonElement array = Required(name);
        if (array.ValueKind != JsonValueKind.Array)
            throw Fault(name, $"is {Describe(array)}; an array was expected.");
        int index = 0;
        foreach (JsonElement item in array.EnumerateArray())
            yield return (item, $"{Path}.{name}[{index++}]");
    }

    public IReadOnlyList<string> Strings(string name) => [.. Items(name).Select(item => item.Item.ValueKind == JsonValueKind.String
        ? Decode(item.Item, item.Path)
        : throw TokenizerFault.At(Source, item.Path, $"is {Describe(item.Item)}; a string was expected."))];

    public IReadOnlyList<int> Ints(string name) => [.. Items(name).Select(item =>
        item.Item.ValueKind == JsonValueKind.Number && item.Item.TryGetInt32(out int number) && number is >= 0 and <= TokenizerLimits.LargestId
        ? number
        : throw TokenizerFault.At(Source, item.Path, $"is {Describe(item.Item)}; an id from 0 to {TokenizerLimits.LargestId} was expected."))];

    /// <summary>The name and id of a token written as <c>["[SEP]", 102]</c>.</summary>
    public SpecialPiece TokenAndId(string name)
    {
        JsonElement pair = Required(name);
        if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2 || pair[0].ValueKind != JsonValueKind.String
            || pair[1].ValueKind != JsonValueKind.Number || !pair[1].TryGetInt32(out int id) || id is < 0 or > TokenizerLimits.LargestId)
            throw Fault(name, "was expected to be a token and its id, like [\"[SEP]\", 102].");
        return new SpecialPiece(Decode(pair[0], $"{Path}.{name}[0]"), id);
    }

    public void RefuseUnasked()
    {
        foreach (string name in _properties.Keys)
        {
            if (!_asked.Contains(name))
                throw Fault(name, "is not a property that is known here; what it asks for would be lost.");
        }
    }

    private JsonElement Required(string name)
    {
        _asked.Add(name);
        return _properties.TryGetValue(name, out JsonElement value) ? value : throw Fault($"has no property '{name}', which it needs.");
    }

    private JsonElement? Optional(string name)
    {
        _asked.Add(name);
        return _properties.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private bool Truth(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault(name, $"is {Describe(value)}; true or false was expected."),
    };

    private string Text(string name, JsonElement value) => value.ValueKind == JsonValueKind.String
        ? Decode(value, $"{Path}.{name}")
        : throw Fault(name, $"is {Describe(value)}; a string was expected.");

    private string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw Fault("has a property whose name holds half a surrogate pair.");
        }
    }

    private string Decode(JsonElement value, string path)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw TokenizerFault.At(Source, path, "holds half a surrogate pair.");
        }
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
