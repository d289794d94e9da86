namespace NlpTransfer.Tokenization;

/// <summary>
/// M2M-100 (Fan et al. 2021): the pieces of sentencepiece.bpe.model take their ids from vocab.json, and the languages follow as <c>__en__</c>; a text stands between
/// its language and the end. Without a vocab.json the folder is NLLB's.
/// </summary>
internal static class M2M100Folder
{
    private const string Codes =
        "af am ar ast az ba be bg bn br bs ca ceb cs cy da de el en es et fa ff fi fr fy ga gd gl gu ha he hi hr ht hu hy id ig ilo is it ja jv ka kk km kn ko " +
        "lb lg ln lo lt lv mg mk ml mn mr ms my ne nl no ns oc or pa pl ps pt ro ru sd si sk sl so sq sr ss su sv sw ta th tl tn tr uk ur uz vi wo xh yi yo zh zu";

    private static readonly string[] Specials = ["<s>", "<pad>", "</s>", "<unk>"];

    public static TokenizerDefinition Read(SentencePieceFolder folder)
    {
        string file = folder.Beside("vocab.json");
        if (!File.Exists(file))
            return NllbFolder.Read(folder);
        IReadOnlyList<string> languages = folder.Config.AdditionalTokens.Count > 0 ? folder.Config.AdditionalTokens : [.. Codes.Split(' ').Select(Token)];
        NumberedPieces vocabulary = VocabularyJson.Read(file, languages);
        SpecialPiece Piece(string token) => new(token, vocabulary.Find(token) is >= 0 and int id ? id : throw new ModelFormatException(
            $"{file} has no piece '{token}', which an M2M-100 model needs."));
        string source = Token(folder.Config.SourceLanguage ?? "en");
        TokenizerDefinition inner = SentencePieceReader.Make(folder.File, folder.Path);
        return inner with
        {
            Model = new VocabularyModel(inner.Model, vocabulary, Piece("<unk>").Id) { Behind = languages.Count },
            PostProcessor = SpecialTemplates.Around([Piece(source)], [], [Piece("</s>")]),
            AddedTokens = [.. Specials.Concat(languages).Distinct().Select(Piece).OrderBy(piece => piece.Id)
                .Select(piece => new AddedToken(piece.Id, piece.Token) { Special = true })],
            SpecialTokenNames = new() { Begin = "<s>", Padding = "<pad>", End = "</s>", Unknown = "<unk>" },
            SentencePiece = null,
        };
    }

    private static string Token(string code) => $"__{code}__";
}
