namespace NlpTransfer.Tokenization;

/// <summary>The recipe in a SentencePiece file: only what says how the model is run.</summary>
internal static class TrainerSection
{
    public static SentencePieceSpec Read(ReadOnlySpan<byte> message, string source, SentencePieceSpec spec)
    {
        const string Where = "trainer_spec";
        var reader = new ProtoReader(message, source, Where);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 3:
                    spec = spec with
                    {
                        ModelType = reader.Number switch
                        {
                            1 => UnigramModel.Name,
                            2 => BpeModel.Name,
                            _ => throw new ModelFormatException($"{source}: trainer_spec.model_type is {reader.Number}, which is not supported; Unigram (1) and BPE (2) are."),
                        },
                    };
                    break;
                case 24 when reader.Number != 0:
                    throw new ModelFormatException($"{source}: trainer_spec.treat_whitespace_as_suffix is set, which is not supported; blanks before words are.");
                case 35:
                    spec = spec with { ByteFallback = reader.Number != 0 };
                    break;
                case 44:
                    spec = spec with { UnknownSurface = SentencePieceFile.Text(reader.Content, source, Where) };
                    break;
                case 46:
                    spec = spec with { BeginPiece = SentencePieceFile.Text(reader.Content, source, Where) };
                    break;
                case 47:
                    spec = spec with { EndPiece = SentencePieceFile.Text(reader.Content, source, Where) };
                    break;
                case 48:
                    spec = spec with { PaddingPiece = SentencePieceFile.Text(reader.Content, source, Where) };
                    break;
                default:
                    break;
            }
        }

        return spec;
    }
}
