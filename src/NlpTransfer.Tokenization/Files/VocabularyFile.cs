using System.Text;
using System.Text.Unicode;

namespace NlpTransfer.Tokenization;

/// <summary>A BERT vocabulary of one piece a line, as transformers' BertTokenizer reads it; the number of the line is the id.</summary>
internal static class VocabularyFile
{
    public static TokenizerDefinition Read(byte[] bytes, string file, TokenizerConfig config)
    {
        if (!Utf8.IsValid(bytes))
            throw new ModelFormatException($"{file} is not UTF-8; a vocabulary of one piece a line was expected.");
        string[] pieces = [.. Lines(Encoding.UTF8.GetString(bytes))];
        SpecialTokenNames names = config.SpecialTokenNames;
        string unknown = names.Unknown ?? "[UNK]";
        string begin = names.Begin ?? "[CLS]";
        string end = names.End ?? "[SEP]";
        WordPieceModel model = Create(pieces, unknown, file);
        SpecialPiece Special(string token) => new(token, model.PieceToId(token)
            ?? throw new ModelFormatException($"{file} has no line '{token}', which BERT puts around a text; add it or name another in tokenizer_config.json."));
        return new()
        {
            Normalizer = new BertNormalizer(CleanText: true, config.TokenizeChineseChars, config.StripAccents, config.DoLowerCase),
            PreTokenizer = new BertPreTokenizer(),
            Model = model,
            PostProcessor = new BertProcessing(Special(end), Special(begin)),
            Decoder = new WordPieceDecoder("##", Cleanup: true),
            AddedTokens =
            [
                .. new[] { names.Padding ?? "[PAD]", unknown, begin, end, names.Mask ?? "[MASK]" }.Distinct()
                    .Select(token => (Token: token, Id: model.PieceToId(token))).Where(token => token.Id is not null)
                    .Select(token => new AddedToken(token.Id!.Value, token.Token) { Special = true }).OrderBy(token => token.Id),
            ],
        };
    }

    private static WordPieceModel Create(string[] pieces, string unknown, string file)
    {
        try
        {
            return WordPieceModel.Create(pieces, unknown);
        }
        catch (UsageException exception)
        {
            throw new ModelFormatException($"{file}: {exception.Message}", exception);
        }
    }

    private static IEnumerable<string> Lines(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
            yield return line.TrimEnd();
    }
}
