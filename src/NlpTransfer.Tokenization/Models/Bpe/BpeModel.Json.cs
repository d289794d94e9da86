using System.Text.Json;

namespace NlpTransfer.Tokenization;

public sealed partial record BpeModel
{
    internal override void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteNull("dropout");
        writer.WriteString("unk_token", Options.UnknownToken);
        writer.WriteString("continuing_subword_prefix", Options.ContinuingSubwordPrefix);
        writer.WriteString("end_of_word_suffix", Options.EndOfWordSuffix);
        writer.WriteBoolean("fuse_unk", Options.FuseUnknown);
        writer.WriteBoolean("byte_fallback", Options.ByteFallback);
        writer.WriteBoolean("ignore_merges", Options.IgnoreMerges);
        _pieces.Write(writer);
        writer.WriteStartArray("merges");
        for (int i = 0; i < _left.Length; i++)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(_pieces[_left[i]]);
            writer.WriteStringValue(_pieces[_right[i]]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    internal static BpeModel Read(ref Utf8JsonReader reader, string source)
    {
        var path = new JsonPath(source, "$.model");
        var options = new BpeOptions();
        NumberedPieces? pieces = null;
        BpeMergeList? merges = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = path.Text(ref reader);
            switch (name)
            {
                case "type":
                    path[name].ReadString(ref reader);
                    break;
                case "dropout":
                    RefuseDropout(ref reader, path[name]);
                    break;
                case "unk_token":
                    options = options with { UnknownToken = path[name].ReadOptionalString(ref reader) };
                    break;
                case "continuing_subword_prefix":
                    options = options with { ContinuingSubwordPrefix = NotEmpty(path[name].ReadOptionalString(ref reader)) };
                    break;
                case "end_of_word_suffix":
                    options = options with { EndOfWordSuffix = NotEmpty(path[name].ReadOptionalString(ref reader)) };
                    break;
                case "fuse_unk":
                    options = options with { FuseUnknown = path[name].ReadBool(ref reader) };
                    break;
                case "byte_fallback":
                    options = options with { ByteFallback = path[name].ReadBool(ref reader) };
                    break;
                case "ignore_merges":
                    options = options with { IgnoreMerges = path[name].ReadBool(ref reader) };
                    break;
                case "vocab" when pieces is null:
                    pieces = NumberedPieces.Read(ref reader, path[name]);
                    break;
                case "merges" when merges is null:
                    merges = BpeMergeList.Read(ref reader, path[name]);
                    break;
                default:
                    throw path[name].Fault("is not a property of a BPE model, or stands there twice.");
            }
        }

        if (pieces is null || merges is null)
            throw path.Fault($"has no '{(pieces is null ? "vocab" : "merges")}', which a BPE model needs.");
        return Read(pieces, merges, options, (index, what) => index < 0
            ? path["vocab"].Fault($"can't be used: {what}")
            : path["merges"][index].Fault(what));
    }

    /// <summary>Makes a model of pieces and merges that were read.</summary>
    internal static BpeModel Read(NumberedPieces pieces, BpeMergeList merges, BpeOptions options, Func<int, string, NlpTransferException> fault) =>
        new(pieces, (products, wrong) => merges.AddTo(products, wrong), options, fault);

    /// <summary>Early files write an empty text where nothing is meant.</summary>
    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static void RefuseDropout(ref Utf8JsonReader reader, JsonPath path)
    {
        reader.Read();
        bool none = reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && value == 0);
        if (!none)
            throw path.Fault("asks for merges left out at random, which is not supported: the same text would not get the same tokens; null was expected.");
    }
}
