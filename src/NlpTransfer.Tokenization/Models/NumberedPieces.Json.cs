using System.Text.Json;

namespace NlpTransfer.Tokenization;

internal sealed partial class NumberedPieces
{
    /// <summary>Writes the property <c>vocab</c>, in the order of the ids.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("vocab");
        for (int id = 0; id < IdLimit; id++)
        {
            if (_placeById[id] >= 0)
                writer.WriteNumber(this[id], id);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads an object of pieces and ids, beginning before its brace.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="more">Pieces that follow after the last id.</param>
    public static NumberedPieces Read(ref Utf8JsonReader reader, JsonPath path, params IEnumerable<string> more)
    {
        var builder = new PieceTable.Builder();
        int[] ids = ReadPieces(ref reader, path, builder);
        int next = ids.Length == 0 ? 0 : ids.Max() + 1;
        int[] moreIds = [.. more.Select(piece =>
        {
            builder.Add(piece);
            return next++;
        })];
        ids = [.. ids, .. moreIds];

        PieceTable pieces = builder.Build(out int duplicate);
        if (duplicate >= 0)
            throw path.Fault($"has the piece '{pieces.Get(duplicate)}' twice.");
        return new(pieces, ids, Invert(ids, pieces, path));
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
