using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Finds the type of a model before its vocabulary is read: it may stand behind it, and early files leave it out.</summary>
internal static class TokenModelSection
{
    public static TokenModel Read(ref Utf8JsonReader reader, JsonPath path)
    {
        path.Expect(ref reader, JsonTokenType.StartObject, "an object");
        Utf8JsonReader ahead = reader;
        string? type = null;
        var names = new List<string>();
        while (type is null && ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            string name = path.Text(ref ahead);
            names.Add(name);
            if (name == "type")
                type = path[name].ReadString(ref ahead);
            else
                ahead.Skip();
        }

        foreach (TokenModelKind kind in TokenModel.Kinds)
        {
            if (kind.Type == type || (type is null && names.Contains(kind.Mark)))
                return kind.Read(ref reader, path.Source);
        }

        throw TokenizerFault.Unsupported(path.Source, path.Path, "model", type ?? "unnamed", TokenModel.Kinds.Select(kind => kind.Type));
    }
}
