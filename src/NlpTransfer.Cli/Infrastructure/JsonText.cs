using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>JSON as the command line writes it: any script readable as it is, <c>"schema": 1</c> first.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Of(JsonObject json)
    {
        if (!json.ContainsKey("schema"))
            json.Insert(0, "schema", 1);
        return json.ToJsonString(s_options);
    }

    /// <summary>A line of a stream, without a schema of its own.</summary>
    internal static string LineOf(JsonObject json) => json.ToJsonString(s_options);
}
