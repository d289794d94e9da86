using System.Text.Json;

namespace NlpTransfer.Tokenization;

public sealed partial record WordPieceModel
{
    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteString("unk_token", UnknownToken);
        writer.WriteString("continuing_subword_prefix", ContinuingSubwordPrefix);
        writer.WriteNumber("max_input_chars_per_word", MaxInputCharsPerWord);
        _pieces.Write(writer);
    }

    internal static WordPieceModel Read(ref Utf8JsonReader reader, string source)
    {
        var path = new JsonPath(source, "$.model");
        string unknown = "[UNK]";
        string prefix = "##";
        int longest = 100;
        NumberedPieces? pieces = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = path.Text(ref reader);
            switch (name)
            {
                case "type":
                    path[name].ReadString(ref reader);
                    break;
                case "unk_token":
                    unknown = path[name].ReadString(ref reader);
                    break;
                case "continuing_subword_prefix":
                    prefix = path[name].ReadString(ref reader);
                    break;
                case "max_input_chars_per_word":
                    longest = path[name].ReadInt(ref reader, 1, int.MaxValue);
                    break;
                case "vocab" when pieces is null:
                    pieces = NumberedPieces.Read(ref reader, path[name]);
                    break;
                default:
                    throw path[name].Fault("is not a property of a WordPiece model, or stands there twice.");
            }
        }

        if (pieces is null)
            throw path.Fault("has no vocabulary; 'vocab' was expected to be an object of pieces and ids.");
        var model = new WordPieceModel(pieces, unknown, prefix, longest);
        return model.UnknownId is not null ? model : throw path["unk_token"].Fault($"is '{unknown}', which is not in the vocabulary.");
    }
}
