using System.Text.Json;

namespace NlpTransfer;

/// <summary>Reads and writes nlptransfer.json.</summary>
internal static class ProvenanceFormat
{
    private static readonly string[] Known = ["schema", "command", "options", "seed", "inputs", "parents", "predictingParts", "kernels"];

    /// <summary>Reads a file, or returns null where there is none.</summary>
    public static Provenance? Read(string path)
    {
        if (JsonFile.ReadOptional(path) is not { } file)
            return null;
        if (file.Integer("schema", 1, int.MaxValue) is var schema && schema > Provenance.Schema)
            throw new ModelFormatException($"{path}: the schema is {schema} and this version reads up to {Provenance.Schema}; use a newer version.");
        foreach (JsonProperty entry in file.Element.EnumerateObject().Where(entry => !Known.Contains(entry.Name)))
            file.Fault($"the key '{entry.Name}' is not known");
        ulong? seed = null;
        if (file.Find("seed") is { } number)
        {
            if (number.ValueKind == JsonValueKind.Number && number.TryGetUInt64(out ulong value))
                seed = value;
            else
                file.Fault("seed is not a whole number of up to 64 bits");
        }

        string? command = file.Text("command");
        if (command is null)
            file.Fault("command is missing");
        var provenance = new Provenance
        {
            Command = command ?? "",
            Options = Options(file),
            Seed = seed,
            Inputs = Inputs(file, "inputs"),
            Parents = Inputs(file, "parents"),
            PredictingParts = [.. List(file, "predictingParts", JsonValueKind.String).Select(part => part.GetString()!)],
            Kernels = file.Text("kernels"),
        };
        file.ThrowIfFaulty();
        return provenance;
    }

    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(Provenance provenance)
    {
        RefusePaths(provenance);
        return JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema", Provenance.Schema);
            writer.WriteString("command", provenance.Command);
            writer.WriteStartObject("options");
            foreach ((string key, string value) in provenance.Options.OrderBy(option => option.Key, StringComparer.Ordinal))
                writer.WriteString(key, value);
            writer.WriteEndObject();
            if (provenance.Seed is { } seed)
                writer.WriteNumber("seed", seed);
            WriteInputs(writer, "inputs", provenance.Inputs);
            WriteInputs(writer, "parents", provenance.Parents);
            writer.WriteStartArray("predictingParts");
            foreach (string part in provenance.PredictingParts)
                writer.WriteStringValue(part);
            writer.WriteEndArray();
            if (provenance.Kernels is not null)
                writer.WriteString("kernels", provenance.Kernels);
            writer.WriteEndObject();
        });
    }

    private static void RefusePaths(Provenance provenance)
    {
        IEnumerable<string> texts = [provenance.Command, .. provenance.Options.Values, .. provenance.Inputs.Concat(provenance.Parents).Select(input => input.Name)];
        // "yor=/data/train.tsv" too: whatever stands after blanks, commas and equals signs.
        string? path = texts.SelectMany(text => text.Split(' ', ',', ';', '=')).FirstOrDefault(System.IO.Path.IsPathFullyQualified);
        if (path is not null)
            throw new ArgumentException($"'{path}' is an absolute path, which says more of this machine than of the model; give the name alone.", nameof(provenance));
    }

    private static SortedDictionary<string, string> Options(JsonSection file)
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (file.Find("options") is not { } table)
            return options;
        if (table.ValueKind != JsonValueKind.Object || table.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String))
        {
            file.Fault("options is not an object of texts");
            return options;
        }

        foreach (JsonProperty entry in table.EnumerateObject())
            options.Add(entry.Name, entry.Value.GetString()!);
        return options;
    }

    private static List<ProvenanceInput> Inputs(JsonSection file, string key)
    {
        var inputs = new List<ProvenanceInput>();
        foreach (JsonElement item in List(file, key, JsonValueKind.Object))
        {
            var section = new JsonSection($"{file.File}: {key}", item);
            string? name = section.Text("name"), hash = section.Text("sha256"), licence = section.Text("licence");
            if (name is null || hash is null)
                section.Fault("an entry lacks name or sha256");
            section.ThrowIfFaulty();
            inputs.Add(new ProvenanceInput(name!, hash!, licence));
        }

        return inputs;
    }

    private static JsonElement[] List(JsonSection file, string key, JsonValueKind kind)
    {
        if (file.Find(key) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == kind))
            return [.. value.EnumerateArray()];
        file.Fault($"{key} is not a list of {(kind == JsonValueKind.String ? "texts" : "objects")}");
        return [];
    }

    private static void WriteInputs(Utf8JsonWriter writer, string key, IReadOnlyList<ProvenanceInput> inputs)
    {
        writer.WriteStartArray(key);
        foreach (ProvenanceInput input in inputs)
        {
            writer.WriteStartObject();
            writer.WriteString("name", input.Name);
            writer.WriteString("sha256", input.Sha256);
            if (input.Licence is not null)
                writer.WriteString("licence", input.Licence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
