using System.Text.Json;

namespace NlpTransfer.Training;

/// <summary>Reads and writes a checkpoint's state.json. Numbers that are not finite stand there as null.</summary>
internal static class CheckpointStateFormat
{
    internal const string FileName = "state.json";

    private const int Schema = 1;

    /// <summary>The bytes of the file.</summary>
    internal static byte[] Write(CheckpointState state) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        WriteTexts(json, "run", state.Run.Values);
        WriteTexts(json, "facts", state.Facts);
        json.WriteNumber("stage", state.Stage);
        json.WriteString("purpose", state.Purpose);
        // As text: JSON readers take numbers above 2^53 for others.
        json.WriteString("seed", state.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteBoolean("ended", state.Ended);
        json.WriteBoolean("hasBest", state.HasBest);
        json.WriteNumber("optimizerSteps", state.OptimizerSteps);
        WriteLoop(json, state.Loop);
        json.WriteEndObject();
    });

    /// <summary>Reads a file whose checksum was right.</summary>
    /// <exception cref="ModelFormatException">It is not what this version writes.</exception>
    internal static CheckpointState Read(string path)
    {
        var file = new JsonSection(path, JsonFile.Read(path));
        int schema = file.Integer("schema", 1, int.MaxValue);
        if (schema > Schema)
            throw new ModelFormatException($"{path}: the schema is {schema} and this version reads up to {Schema}; go on with the version that began the run.");
        if (!ulong.TryParse(file.Text("seed"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out ulong seed))
            file.Fault("seed is not a whole number of up to 64 bits");
        LoopState loop = file.Find("loop") is { } section ? ReadLoop(new JsonSection(path, section)) : throw new ModelFormatException($"{path}: loop is missing.");
        var state = new CheckpointState(
            RunFingerprint.Of(ReadTexts(file, "run")),
            ReadTexts(file, "facts"),
            file.Integer("stage", 0, int.MaxValue),
            file.Text("purpose") ?? "",
            seed,
            loop,
            file.Integer("optimizerSteps", 0, int.MaxValue),
            file.Boolean("hasBest", false),
            file.Boolean("ended", false));
        file.ThrowIfFaulty();
        return state;
    }

    private static void WriteLoop(Utf8JsonWriter json, LoopState loop)
    {
        json.WriteStartObject("loop");
        json.WriteNumber("step", loop.Step);
        json.WriteNumber("tokens", loop.Tokens);
        json.WriteNumber("epoch", loop.Epoch);
        json.WriteNumber("inEpoch", loop.InEpoch);
        WriteNumber(json, "lossSum", loop.LossSum);
        WriteNumber(json, "lastLoss", loop.LastLoss);
        json.WriteBoolean("measured", loop.Measured);
        json.WriteNumber("totalSteps", loop.TotalSteps);
        json.WriteNumber("seconds", loop.Seconds);
        WriteNumber(json, "bestLoss", loop.Stopping.BestLoss);
        json.WriteNumber("bestEpoch", loop.Stopping.BestEpoch);
        json.WriteNumber("sinceBest", loop.Stopping.Since);
        WriteNumber(json, "courseSum", loop.Course.Smoothed);
        WriteNumber(json, "courseWeight", loop.Course.Weight);
        WriteNumber(json, "courseLowest", loop.Course.Lowest);
        if (loop.Memory is not null)
            json.WriteString("memory", loop.Memory);
        json.WriteEndObject();
    }

    private static LoopState ReadLoop(JsonSection loop)
    {
        var state = new LoopState
        {
            Step = loop.Integer("step", 0, int.MaxValue),
            Tokens = (long)loop.Number("tokens", 0, 1L << 53),
            Epoch = loop.Integer("epoch", 0, int.MaxValue),
            InEpoch = loop.Integer("inEpoch", 0, int.MaxValue),
            LossSum = Number(loop, "lossSum", 0),
            LastLoss = Number(loop, "lastLoss", double.NaN),
            Measured = loop.Boolean("measured", false),
            TotalSteps = loop.Integer("totalSteps", 0, int.MaxValue),
            Memory = loop.Text("memory"),
            Seconds = loop.Number("seconds", 0, double.MaxValue),
            Stopping = new EarlyStoppingState(
                Number(loop, "bestLoss", double.PositiveInfinity), loop.Integer("bestEpoch", -1, int.MaxValue), loop.Integer("sinceBest", 0, int.MaxValue)),
            Course = new LossCourse(Number(loop, "courseSum", 0), Number(loop, "courseWeight", 0), Number(loop, "courseLowest", double.PositiveInfinity)),
        };
        loop.ThrowIfFaulty();
        return state;
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static double Number(JsonSection section, string name, double otherwise) => section.Find(name) is null ? otherwise : section.Number(name, double.MinValue, double.MaxValue);

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in texts.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static SortedDictionary<string, string> ReadTexts(JsonSection file, string name)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (file.Find(name) is not { ValueKind: JsonValueKind.Object } table || table.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String))
            file.Fault($"{name} is not an object of texts");
        else
        {
            foreach (JsonProperty entry in table.EnumerateObject())
                texts.Add(entry.Name, entry.Value.GetString()!);
        }

        return texts;
    }
}
