using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Changes the vocabularies of Marian and M2M-100 folders, in which the pieces of a SentencePiece model take their ids from a vocab.json.</summary>
internal static class NumberedVocabulary
{
    /// <summary>The model gets pieces, and those that the vocabulary lacks follow at its end.</summary>
    /// <param name="old">The tokenizer.</param>
    /// <param name="model">Its model.</param>
    /// <param name="extend">Extends the tokenizer of the inner model.</param>
    public static ExtendedVocabulary Extend(TextTokenizer old, VocabularyModel model, Func<TextTokenizer, ExtendedVocabulary> extend)
    {
        ExtendedVocabulary extended = extend(new TextTokenizer(model.Alone(old.Definition)));
        string[] more = [.. extended.Letters, .. extended.Pieces];
        TokenModel inner = model.Inner is BpeModel merges ? merges.WithSentencePieces(more) : extended.Tokenizer.Definition.Model;
        string[] pieces = Pieces(model);
        string[] all = [.. pieces[..^model.Behind], .. more.Where(piece => model.PieceToId(piece) is null), .. pieces[^model.Behind..]];
        return extended with { Tokenizer = new TextTokenizer(old.Definition.WithModel(model.With(inner, all))) };
    }

    /// <summary>The trained model takes the place of the old one; special tokens that the vocabulary begins and ends with go on doing so.</summary>
    /// <param name="old">The tokenizer.</param>
    /// <param name="model">Its model.</param>
    /// <param name="trained">The one that takes its place.</param>
    /// <param name="shared">Pieces that have to stay.</param>
    /// <exception cref="UsageException">The trained tokenizer can't be a SentencePiece model.</exception>
    public static TextTokenizer Exchange(TextTokenizer old, VocabularyModel model, TextTokenizer trained, IReadOnlyCollection<string> shared)
    {
        TokenizerDefinition own = SentencePiece(trained);
        string[] pieces = Pieces(model);
        HashSet<string> special = [.. old.Definition.AddedTokens.Select(token => token.Content)];
        string[] head = [.. pieces.TakeWhile(special.Contains)];
        var all = new List<string>([.. head, .. pieces.Where(piece => shared.Contains(piece) && !special.Contains(piece))]);
        HashSet<string> taken = [.. all, .. special];
        all.AddRange(Enumerable.Range(0, own.Model.IdLimit).Where(id => IsText(own.Model, id)).Select(id => own.Model.IdToPiece(id)!).Where(taken.Add));
        all.AddRange(pieces[..^model.Behind].Where(piece => special.Contains(piece) && !head.Contains(piece)));
        all.AddRange(pieces[^model.Behind..]);
        TokenizerDefinition definition = old.Definition with { Normalizer = own.Normalizer, PreTokenizer = null, Decoder = own.Decoder };
        return new TextTokenizer(definition.WithModel(model.With(own.Model, all)));
    }

    /// <summary>A tokenizer as a SentencePiece model runs.</summary>
    private static TokenizerDefinition SentencePiece(TextTokenizer trained)
    {
        TokenizerDefinition definition = trained.Definition.Model is VocabularyModel numbered ? numbered.Alone(trained.Definition) : trained.Definition;
        definition = definition with { Normalizer = TrainingNormalizer.AsCharacterMap(definition.Normalizer) };
        try
        {
            return SentencePieceReader.Read(SentencePieceWriter.Write(definition), "the tokenizer");
        }
        catch (UsageException exception)
        {
            throw new UsageException($"The model keeps its vocabulary as a SentencePiece model with a vocab.json. {exception.Message.Split(';')[0]}; give one that can be, as 'tokenizer train --kind unigram' makes them.", exception);
        }
    }

    private static bool IsText(TokenModel model, int id) =>
        ((model as UnigramModel)?.SentencePieceKinds ?? ((BpeModel)model).SentencePieceKinds)![id] is PieceKind.Normal or PieceKind.UserDefined or PieceKind.Byte;

    private static string[] Pieces(VocabularyModel model) =>
        [.. Enumerable.Range(0, model.IdLimit).Select(id => model.IdToPiece(id) ?? throw new ModelFormatException($"The vocabulary has no piece of id {id}, and only one without gaps can be changed; mend vocab.json."))];
}
