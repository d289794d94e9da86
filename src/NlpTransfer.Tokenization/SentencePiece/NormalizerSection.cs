namespace NlpTransfer.Tokenization;

/// <summary>How a SentencePiece file has text normalised.</summary>
internal static class NormalizerSection
{
    public static SentencePieceSpec Read(ReadOnlySpan<byte> message, string source, SentencePieceSpec spec)
    {
        var reader = new ProtoReader(message, source, "normalizer_spec");
        while (reader.Read())
        {
            spec = reader.Field switch
            {
                2 => spec with { Charsmap = reader.Content.ToArray() },
                3 => spec with { AddDummyPrefix = reader.Number != 0 },
                4 => spec with { RemoveExtraWhitespaces = reader.Number != 0 },
                5 => spec with { EscapeWhitespaces = reader.Number != 0 },
                _ => spec,
            };
        }

        return spec;
    }

    public static SentencePieceSpec RefuseDenormalizer(ReadOnlySpan<byte> message, string source, SentencePieceSpec spec)
    {
        var reader = new ProtoReader(message, source, "denormalizer_spec");
        while (reader.Read())
        {
            if (reader.Field == 2 && reader.Content.Length > 0)
                throw new ModelFormatException($"{source}: denormalizer_spec.precompiled_charsmap changes decoded text, which is not supported; an empty one is.");
        }

        return spec;
    }
}
