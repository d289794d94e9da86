using System.Text;
using System.Text.Unicode;

namespace NlpTransfer.Tokenization;

/// <summary>The byte-level BPE of GPT-2 and RoBERTa in two files, <c>vocab.json</c> and <c>merges.txt</c> (Radford et al. 2019, Liu et al. 2019).</summary>
internal static class MergesFolder
{
    public const string VocabularyName = "vocab.json";
    public const string MergesName = "merges.txt";

    private static readonly string[] RobertaKinds = ["RobertaTokenizer", "BartTokenizer", "LongformerTokenizer", "roberta", "bart", "longformer"];
    private static readonly string[] GptKinds = ["GPT2Tokenizer", "gpt2"];

    public static TokenizerDefinition Read(string vocabularyFile, TokenizerConfig config)
    {
        string mergesFile = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(vocabularyFile))!, MergesName);
        if (!File.Exists(mergesFile))
            throw new ModelFormatException($"{vocabularyFile} has no {MergesName} beside it, without which its pieces can't be found in a text.");
        if (config.Kind is { } kind && !RobertaKinds.Contains(kind) && !GptKinds.Contains(kind))
        {
            throw new ModelFormatException(
                $"{vocabularyFile} belongs to a model of the kind '{kind}', which is not supported; supported are {string.Join(", ", RobertaKinds.Concat(GptKinds))}; use its tokenizer.json.");
        }

        NumberedPieces pieces = VocabularyJson.Read(vocabularyFile);
        bool roberta = config.Kind is null ? pieces.Find("<s>") >= 0 && pieces.Find("</s>") >= 0 : RobertaKinds.Contains(config.Kind);
        SpecialTokenNames names = config.SpecialTokenNames.Or(roberta
            ? new() { Begin = "<s>", End = "</s>", Padding = "<pad>", Unknown = "<unk>", Mask = "<mask>" }
            : new() { Begin = "<|endoftext|>", End = "<|endoftext|>", Unknown = "<|endoftext|>" });
        string? unknown = names.Unknown is { } name && pieces.Find(name) >= 0 ? name : null;
        BpeModel model = BpeModel.Read(pieces, ReadMerges(mergesFile), new() { UnknownToken = unknown }, (index, what) =>
            new ModelFormatException(index < 0 ? $"{vocabularyFile}: {what}" : $"{mergesFile}: the merge {index} {what}"));
        SpecialPiece Piece(string token) => new(token, model.PieceToId(token) ?? throw new ModelFormatException($"{vocabularyFile} has no piece '{token}', which is put around a text."));
        return new()
        {
            PreTokenizer = new ByteLevelPreTokenizer(new(config.AddPrefixSpace, TrimOffsets: true, UseRegex: true)),
            Model = model,
            PostProcessor = roberta
                ? new RobertaProcessing(Piece(names.End!), Piece(names.Begin!), TrimOffsets: true, config.AddPrefixSpace)
                : new ByteLevelProcessing(new(AddPrefixSpace: true, TrimOffsets: false, UseRegex: true)),
            Decoder = new ByteLevelDecoder(new(AddPrefixSpace: true, TrimOffsets: true, UseRegex: true)),
            AddedTokens = [.. Specials(names, model, roberta)],
            SpecialTokenNames = names,
        };
    }

    private static IEnumerable<AddedToken> Specials(SpecialTokenNames names, BpeModel model, bool roberta) =>
        new[] { names.Begin, names.Padding, names.End, names.Unknown, names.Mask }.OfType<string>().Distinct()
            .Select(token => (Token: token, Id: model.PieceToId(token))).Where(token => token.Id is not null).OrderBy(token => token.Id)
            .Select(token => new AddedToken(token.Id!.Value, token.Token) { Special = true, LStrip = roberta && token.Token == names.Mask });

    private static BpeMergeList ReadMerges(string file)
    {
        byte[] bytes = TokenizerFiles.ReadAll(file);
        if (!Utf8.IsValid(bytes))
            throw new ModelFormatException($"{file} is not UTF-8; two pieces a line were expected.");
        var merges = new BpeMergeList();
        using var reader = new StringReader(Encoding.UTF8.GetString(bytes));
        for (int line = 1; reader.ReadLine() is { } text; line++)
        {
            bool comment = line == 1 && text.StartsWith("#version", StringComparison.Ordinal);
            if (text.Length > 0 && !comment && !merges.TryAddLine(text))
                throw new ModelFormatException($"{file}:{line} was expected to be two pieces with one blank between them, like \"t he\".");
        }

        return merges;
    }
}
