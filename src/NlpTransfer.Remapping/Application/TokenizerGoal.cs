using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Which files of a folder a new tokenizer is written to.</summary>
internal sealed record TokenizerGoal
{
    private const string TargetVocabulary = "target_vocab.json";

    private readonly Action<TextTokenizer, string> _write;

    private TokenizerGoal(Action<TextTokenizer, string> write, params IReadOnlyList<string> written) => (_write, Written) = (write, written);

    /// <summary>Names of the files that are written.</summary>
    public IReadOnlyList<string> Written { get; }

    /// <summary>Names of files of the other side's tokenizer that stay as they are, where they are there.</summary>
    public IReadOnlyList<string> Kept { get; private init; } = [];

    /// <summary>Whether both sides of a translation model have the same ids.</summary>
    public bool IsShared { get; private init; } = true;

    /// <summary>Whether tokenizer_config.json and added_tokens.json, which name ids, are about this tokenizer.</summary>
    public bool IsMain { get; private init; } = true;

    /// <summary>Writes the tokenizer's files.</summary>
    /// <param name="tokenizer">The new tokenizer.</param>
    /// <param name="folder">An existing folder.</param>
    /// <exception cref="UsageException">The files can't express the tokenizer.</exception>
    public void Write(TextTokenizer tokenizer, string folder) => _write(tokenizer, folder);

    /// <summary>A tokenizer.json.</summary>
    public static TokenizerGoal Json() => new((tokenizer, folder) => tokenizer.Save(folder), "tokenizer.json");

    /// <summary>The files of a translation model's tokenizer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="side">The side that changes.</param>
    /// <param name="old">Its tokenizer.</param>
    public static TokenizerGoal Of(TranslationFolder model, RemapSide side, TextTokenizer old)
    {
        if (old.Definition.Model is VocabularyModel)
            return Numbered(model, side);
        if (side == RemapSide.Both)
            return Json();
        if (side == RemapSide.Target)
        {
            return new((tokenizer, folder) => tokenizer.Save(Path.Combine(folder, TokenizerFiles.TargetJson)), TokenizerFiles.TargetJson)
            {
                Kept = [.. TokenizerFiles.Names.Where(name => name != TokenizerFiles.TargetJson)],
                IsShared = false,
                IsMain = false,
            };
        }

        // What served both goes on to serve the target.
        bool serves = model.TargetTokenizerPath is null;
        return new(
            (tokenizer, folder) =>
            {
                tokenizer.Save(folder);
                if (serves)
                    old.Save(Path.Combine(folder, TokenizerFiles.TargetJson));
            },
            serves ? ["tokenizer.json", TokenizerFiles.TargetJson] : ["tokenizer.json"])
        {
            Kept = serves ? [] : [TokenizerFiles.TargetJson],
            IsShared = false,
        };
    }

    // Marian's two models and one or two vocabularies; M2M-100's one of each.
    private static TokenizerGoal Numbered(TranslationFolder model, RemapSide side)
    {
        bool ofTarget = side == RemapSide.Target, parted = side != RemapSide.Both && File.Exists(Path.Combine(model.Path, TargetVocabulary));
        string pieces = Path.GetFileName(ofTarget ? model.TargetTokenizerPath! : model.RequireTokenizer()), ids = ofTarget && parted ? TargetVocabulary : "vocab.json";
        return new((tokenizer, folder) => tokenizer.SaveNumbered(Path.Combine(folder, pieces), Path.Combine(folder, ids)), pieces, ids)
        {
            Kept = side == RemapSide.Both ? [] : [.. TokenizerFiles.Names.Where(name => name != pieces && name != ids)],
            IsShared = !parted,
            IsMain = !(ofTarget && parted),
        };
    }
}
