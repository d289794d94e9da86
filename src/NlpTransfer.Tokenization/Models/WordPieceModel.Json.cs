using System.Text.Json;

namespace NlpTransfer.Tokenization;

public sealed partial record WordPieceModel
{
    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteString("unk_token", UnknownToken);
        writer.WriteString("continuing_subword_prefix", ContinuingSubwordPrefix);
        writer.WriteNumber("max_input_chars_per_word", MaxInputCharsPerWord);
        writer.WriteStartObject("vocab");
        for (int id = 0; id < IdLimit; id++)
        {
            if (_placeById[id] >= 0)
                writer.WriteNumber(_pieces[_placeById[id]], id);
        }

        writer.WriteEndObject();
    }

    internal static WordPieceModel Read(ref Utf8JsonReader reader, string source)
    {
        var path = new JsonPath(source, "$.model");
        string unknown = "[UNK]";
        string prefix = "##";
        int longest = 100;
        var builder = new PieceTable.Builder();
        int[]? ids = null;
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
                case "vocab" when ids is null:
                    ids = ReadPieces(ref reader, path[name], builder);
                    break;
                default:
                    throw path[name].Fault("is not a property of a WordPiece model, or stands there twice.");
            }
        }

        if (ids is null)
            throw path.Fault("has no vocabulary; 'vocab' was expected to be an object of pieces and ids.");
        PieceTable pieces = builder.Build(out int duplicate);
        if (duplicate >= 0)
            throw path["vocab"].Fault($"has the piece '{pieces.Get(duplicate)}' twice.");
        int[] places = Invert(ids, pieces, path["vocab"]);
        var model = new WordPieceModel(pieces, ids, places, unknown, prefix, longest);
        return model.UnknownId is not null ? model : throw path["unk_token"].Fault($"is '{unknown}', which is not in the vocabulary.");
    }

    private static int[] ReadPieces(ref Utf8JsonReader reader, JsonPath path, PieceTable.Builder builder)
    {
        var ids = new int[256];
        int characters = 0;
        reader.Read();
        path.Expect(ref reader, JsonTokenType.StartObject, "an object of pieces and ids");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = builder.Count;
            if (index == ids.Length)
                Array.Resize(ref ids, ids.Length * 2);
            characters += reader.ValueSpan.Length;
            if (characters > PieceTrie.LargestText)
                throw path.Fault($"goes beyond the {PieceTrie.LargestText} bytes that a vocabulary may have.");
            builder.Add(ref reader, path);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out ids[index]) || ids[index] is < 0 or > TokenizerLimits.LargestId)
                throw path[index].Fault($"was expected to be an id from 0 to {TokenizerLimits.LargestId}.");
        }

        Array.Resize(ref ids, builder.Count);
        return ids;
    }

    private static int[] Invert(int[] ids, PieceTable pieces, JsonPath path)
    {
        int limit = ids.Length == 0 ? 0 : ids.Max() + 1;
        if (limit > (long)ids.Length * TokenizerLimits.GapsPerPiece + TokenizerLimits.Gaps)
            throw path.Fault($"has {ids.Length} pieces but ids up to {limit - 1}; a vocabulary with few gaps was expected.");
        var places = new int[limit];
        places.AsSpan().Fill(-1);
        for (int place = 0; place < ids.Length; place++)
        {
            if (places[ids[place]] >= 0)
                throw path.Fault($"gives the id {ids[place]} to '{pieces.Get(places[ids[place]])}' and to '{pieces.Get(place)}'.");
            places[ids[place]] = place;
        }

        return places;
    }
}
