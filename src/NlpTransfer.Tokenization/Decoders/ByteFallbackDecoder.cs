using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NlpTransfer.Tokenization;

/// <summary>Joins runs of byte pieces into text; a run that is not UTF-8 becomes a replacement character for each byte.</summary>
internal sealed record ByteFallbackDecoder : TokenDecoder
{
    public const string Name = "ByteFallback";

    public override string Type => Name;

    internal override void Decode(List<string> tokens)
    {
        var result = new List<string>(tokens.Count);
        var bytes = new List<byte>();
        foreach (string token in tokens)
        {
            if (BytePieces.TryParse(token, out byte value))
            {
                bytes.Add(value);
                continue;
            }

            Flush(bytes, result);
            result.Add(token);
        }

        Flush(bytes, result);
        tokens.Clear();
        tokens.AddRange(result);
    }

    internal override void WriteProperties(Utf8JsonWriter writer)
    {
    }

    private static void Flush(List<byte> bytes, List<string> result)
    {
        if (bytes.Count == 0)
            return;
        byte[] run = [.. bytes];
        result.Add(Utf8.IsValid(run) ? Encoding.UTF8.GetString(run) : new string('\uFFFD', run.Length));
        bytes.Clear();
    }
}
