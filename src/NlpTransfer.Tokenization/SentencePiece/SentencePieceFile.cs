using System.Text;
using System.Text.Unicode;

namespace NlpTransfer.Tokenization;

/// <summary>
/// A SentencePiece <c>.model</c> (Kudo and Richardson 2018): pieces, and what is kept byte for byte beside them, so that a file that is read and written is
/// the same file.
/// </summary>
/// <param name="Pieces">The pieces; the place of each is its id.</param>
/// <param name="Spec">What the rest says.</param>
/// <param name="Rest">The other fields as they stand in the file, in order.</param>
internal sealed record SentencePieceFile(IReadOnlyList<SentencePieceEntry> Pieces, SentencePieceSpec Spec, ReadOnlyMemory<byte> Rest)
{
    /// <summary>The whole file, where this is what was read: others may write their fields in another order.</summary>
    public ReadOnlyMemory<byte> Original { get; init; }

    private const int PiecesField = 1;
    private const int TrainerField = 2;
    private const int NormalizerField = 3;
    private const int DenormalizerField = 5;

    public static SentencePieceFile Read(ReadOnlySpan<byte> bytes, string source)
    {
        var reader = new ProtoReader(bytes, source, "the model");
        var pieces = new List<SentencePieceEntry>();
        var spec = new SentencePieceSpec();
        var rest = new ProtoWriter();
        long characters = 0;
        while (reader.Read())
        {
            if (reader.Field == PiecesField)
            {
                reader.Expect(ProtoReader.Bytes);
                characters += reader.Content.Length;
                if (pieces.Count >= TokenizerLimits.LargestId || characters > PieceTrie.LargestText)
                    throw new ModelFormatException($"{source} goes beyond the {TokenizerLimits.LargestId} pieces of {PieceTrie.LargestText} bytes that a vocabulary may have.");
                pieces.Add(ReadPiece(reader.Content, source, pieces.Count));
                continue;
            }

            rest.WriteRaw(reader.Raw);
            if (reader.Field is TrainerField or NormalizerField or DenormalizerField)
                reader.Expect(ProtoReader.Bytes);
            spec = reader.Field switch
            {
                TrainerField => TrainerSection.Read(reader.Content, source, spec),
                NormalizerField => NormalizerSection.Read(reader.Content, source, spec),
                DenormalizerField => NormalizerSection.RefuseDenormalizer(reader.Content, source, spec),
                _ => spec,
            };
        }

        return pieces.Count > 0
            ? new(pieces, spec, rest.Written.ToArray()) { Original = bytes.ToArray() }
            : throw new ModelFormatException($"{source} is no SentencePiece model or is damaged: it has no pieces.");
    }

    public byte[] Write()
    {
        if (!Original.IsEmpty)
            return Original.ToArray();
        var file = new ProtoWriter();
        var piece = new ProtoWriter();
        foreach (SentencePieceEntry entry in Pieces)
        {
            piece.Clear();
            piece.WriteText(1, entry.Text);
            piece.WriteSingle(2, entry.Score);
            if (entry.KindWritten)
                piece.WriteNumber(3, (ulong)entry.Kind);
            file.WriteBytes(PiecesField, piece.Written);
        }

        file.WriteRaw(Rest.Span);
        return file.Written.ToArray();
    }

    private static SentencePieceEntry ReadPiece(ReadOnlySpan<byte> message, string source, int id)
    {
        var reader = new ProtoReader(message, source, $"piece {id}");
        string? text = null;
        float score = 0;
        PieceKind? kind = null;
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    reader.Expect(ProtoReader.Bytes);
                    text = Text(reader.Content, source, $"piece {id}");
                    break;
                case 2:
                    reader.Expect(ProtoReader.Fixed32);
                    score = reader.Single;
                    break;
                case 3:
                    reader.Expect(ProtoReader.Varint);
                    kind = (PieceKind)Math.Min(reader.Number, 255);
                    break;
                default:
                    break;
            }
        }

        if (string.IsNullOrEmpty(text))
            throw new ModelFormatException($"{source}: piece {id} has no text.");
        if (!float.IsFinite(score))
            throw new ModelFormatException($"{source}: piece {id} ('{text}') has no finite score.");
        if (kind is < PieceKind.Normal or > PieceKind.Byte or PieceKind.Unused)
            throw new ModelFormatException($"{source}: piece {id} ('{text}') is of the kind {(int)kind.Value}, which is not supported; normal (1), unknown (2), control (3), user-defined (4) and byte (6) are.");
        return new(text, score, kind ?? PieceKind.Normal, kind is not null);
    }

    public static string Text(ReadOnlySpan<byte> utf8, string source, string where) => Utf8.IsValid(utf8)
        ? Encoding.UTF8.GetString(utf8)
        : throw new ModelFormatException($"{source} is no SentencePiece model or is damaged: {where} holds bytes that are not UTF-8.");
}
