using System.Text.Encodings.Web;
using System.Text.Json;

namespace NlpTransfer;

/// <summary>JSON as the files of a model folder hold it: indented, letters of every script as they are, one line end at the end.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The bytes of what is written.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
            write(writer);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
