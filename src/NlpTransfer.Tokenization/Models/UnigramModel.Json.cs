using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NlpTransfer.Tokenization;

public sealed partial record UnigramModel
{
    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        if (UnknownId is { } unknown)
            writer.WriteNumber("unk_id", unknown);
        else
            writer.WriteNull("unk_id");
        writer.WriteStartArray("vocab");
        for (int id = 0; id < _pieces.Count; id++)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(_pieces[id]);
            writer.WriteNumberValue(_scores[id]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("byte_fallback", ByteFallback);
    }

    internal static UnigramModel Read(ref Utf8JsonReader reader, string source)
    {
        var path = new JsonPath(source, "$.model");
        int? unknown = null;
        bool bytes = false;
        var builder = new PieceTable.Builder();
        double[]? scores = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = path.Text(ref reader);
            switch (name)
            {
                case "type":
                    path[name].ReadString(ref reader);
                    break;
                case "unk_id":
                    reader.Read();
                    unknown = reader.TokenType == JsonTokenType.Null ? null : path[name].Int(ref reader, 0, TokenizerLimits.LargestId);
                    break;
                case "byte_fallback":
                    bytes = path[name].ReadBool(ref reader);
                    break;
                case "vocab" when scores is null:
                    scores = ReadPieces(ref reader, path[name], builder);
                    break;
                default:
                    throw path[name].Fault("is not a property of a Unigram model, or stands there twice.");
            }
        }

        if (scores is null)
            throw path.Fault("has no vocabulary; 'vocab' was expected to be a list of pieces with scores.");
        if (unknown >= scores.Length)
            throw path["unk_id"].Fault($"is {unknown}, but the vocabulary has {scores.Length} pieces.");
        PieceTable pieces = builder.Build(out int duplicate);
        if (duplicate >= 0)
            throw path["vocab"][duplicate].Fault($"is '{pieces.Get(duplicate)}', which is there already.");
        return new(pieces, scores, unknown, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] ReadPieces(ref Utf8JsonReader reader, JsonPath path, PieceTable.Builder builder)
    {
        var scores = new double[256];
        int characters = 0;
        reader.Read();
        path.Expect(ref reader, JsonTokenType.StartArray, "a list of pieces");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int index = builder.Count;
            if (index == scores.Length)
                Array.Resize(ref scores, scores.Length * 2);
            bool pair = reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.String;
            if (!pair)
                throw path[index].Fault("was expected to be a piece and its score, like [\"the\", -3.5].");
            characters += reader.ValueSpan.Length;
            if (characters > PieceTrie.LargestText)
                throw path[index].Fault($"goes beyond the {PieceTrie.LargestText} bytes that a vocabulary may have.");
            builder.Add(ref reader, path);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out scores[index]) || !double.IsFinite(scores[index]))
                throw path[index][1].Fault("was expected to be a finite number.");
            reader.Read();
            if (reader.TokenType != JsonTokenType.EndArray)
                throw path[index].Fault("was expected to be a list of two.");
        }

        Array.Resize(ref scores, builder.Count);
        return scores;
    }
}
