using System.Text;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>Turns visible characters back into bytes and these into text; what is not UTF-8 becomes replacement characters.</summary>
internal sealed record ByteLevelDecoder(ByteLevelOptions Options) : TokenDecoder
{
    public const string Name = ByteLevelOptions.Name;

    public override string Type => Name;

    internal static ByteLevelDecoder Read(ComponentElement element) => new(ByteLevelOptions.Read(element));

    internal override void Decode(List<string> tokens)
    {
        var bytes = new List<byte>();
        foreach (string token in tokens)
        {
            int before = bytes.Count;
            foreach (char unit in token)
            {
                if (!ByteAlphabet.TryToByte(unit, out byte value))
                {
                    // A token that is no run of bytes, such as an added one, stands for its own text.
                    bytes.RemoveRange(before, bytes.Count - before);
                    bytes.AddRange(Encoding.UTF8.GetBytes(token));
                    break;
                }

                bytes.Add(value);
            }
        }

        tokens.Clear();
        tokens.Add(Encoding.UTF8.GetString([.. bytes]));
    }

    internal override void WriteProperties(Utf8JsonWriter writer) => Options.Write(writer);
}
