using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Tells what a change of one side's vocabulary reaches in a translation model.</summary>
internal static class TranslationVocabulary
{
    private const string SourceSection = "encoder";
    private const string TargetSection = "decoder";

    /// <summary>The model as seen from one side.</summary>
    /// <param name="model">The model.</param>
    /// <param name="asked">The side; null for both where one tokenizer serves them, else for the target.</param>
    /// <exception cref="UsageException">The model's vocabulary can't be changed on this side alone, or on both at once; the message says what can.</exception>
    /// <exception cref="ModelFormatException">It has no tokenizer that can be read, or its vocabularies contradict its config.</exception>
    public static VocabularyFolder Of(TranslationFolder model, RemapSide? asked)
    {
        ArgumentNullException.ThrowIfNull(model);
        (TextTokenizer source, TextTokenizer? target) = TextTokenizer.LoadBoth(model);
        bool sided = model.Family == EncoderDecoderFamily.Family;
        RemapSide side = asked ?? (target is null ? RemapSide.Both : RemapSide.Target);
        if (side == RemapSide.Both && target is not null)
        {
            throw new UsageException($"{model.Path}: source and target have tokenizers of their own ({Name(model.RequireTokenizer())}, {Name(model.TargetTokenizerPath!)}); " +
                "change one side after the other (--side source, --side target).");
        }

        if (side != RemapSide.Both && target is null && !sided)
            throw new UsageException($"{model.Path}: one vocabulary serves source and target in this model ({model.Family.ModelType}); leave out --side.");
        bool ofTarget = side == RemapSide.Target && target is not null;
        string path = ofTarget ? model.TargetTokenizerPath! : model.RequireTokenizer();
        TokenizerGoal goal = TokenizerGoal.Of(model, side, ofTarget ? target! : source);
        return new VocabularyFolder
        {
            Path = model.Path,
            BodyPath = model.Path,
            Tokenizer = ofTarget ? target! : source,
            TokenizerPath = path,
            Goal = goal,
            Sections = sided ? [.. Sides(model, side)] : [Bart(model, side, goal.IsShared)],
            HasModelIds = side != RemapSide.Source || (!sided && goal.IsShared),
            SharedPieces = target is not null && goal.IsShared ? PiecesOf(ofTarget ? source : target) : [],
            UnusedTensors = model.Tensors.Unused,
            Kind = "translation model",
        };
    }

    private static HashSet<string> PiecesOf(TextTokenizer tokenizer) =>
        tokenizer.Definition.Model is VocabularyModel { Inner: var inner } ? [.. Enumerable.Range(0, inner.IdLimit).Select(inner.IdToPiece).OfType<string>()] : [];

    private static IEnumerable<VocabularySection> Sides(TranslationFolder model, RemapSide side)
    {
        var config = new JsonSection(Path.Combine(model.Path, "config.json"), model.RawConfig);
        if (side != RemapSide.Target)
        {
            yield return Side(model.Config.Encoder, SourceSection, TranslationTensors.EncoderSide, [model.Names.Encoder.WordEmbeddings + ".weight"]);
        }

        if (side != RemapSide.Source)
        {
            TranslationTensorNames names = model.Names;
            yield return Side(
                model.Config.Decoder, TargetSection, TranslationTensors.DecoderSide,
                [names.Decoder.WordEmbeddings + ".weight", names.OutputMatrix + ".weight", names.OutputBias!, .. names.Copies]);
        }

        VocabularySection Side(StackConfig stack, string name, string prefix, IReadOnlyList<string> tensors)
        {
            EncoderFamily family = EncoderConfigReader.FamilyOf(EncoderDecoderConfigReader.Section(config, name));
            return new VocabularySection
            {
                Name = name,
                SizeKeys = [family.ConfigKeys.VocabularySize],
                Rows = stack.VocabularySize,
                Tensors = tensors,
                PaddingId = stack.PaddingId,
                Positions = family.PositionsFollowPadding
                    ? new(model.Tensors.Find(prefix + EncoderTensors.PositionEmbeddings + ".weight")!, stack.MaxPositions, family.ConfigKeys.MaxPositions)
                    : null,
            };
        }
    }

    private static VocabularySection Bart(TranslationFolder model, RemapSide side, bool shared)
    {
        TranslationConfig config = model.Config;
        string source = model.Names.Encoder.WordEmbeddings + ".weight", target = model.Names.Decoder.WordEmbeddings + ".weight";
        string[] output = [model.Names.OutputMatrix + ".weight", .. model.Names.OutputBias is { } bias ? new[] { bias } : []];
        if (!shared && config.SharesEmbeddings)
            throw new ModelFormatException($"{model.Path}: the sides have vocabularies of their own (target_vocab.json), but config.json says that they share their embeddings; correct share_encoder_decoder_embeddings.");
        if (shared && config.Encoder.VocabularySize != config.Decoder.VocabularySize)
            throw new ModelFormatException($"{model.Path}: the sides share a vocabulary, but vocab_size is {config.Encoder.VocabularySize} and decoder_vocab_size {config.Decoder.VocabularySize}; correct config.json.");
        var section = new VocabularySection
        {
            SizeKeys = ["vocab_size", "decoder_vocab_size"],
            Rows = config.Decoder.VocabularySize,
            Tensors = [.. model.Family.SharedNames, .. output],
            PaddingId = config.PaddingId,
            FixesPadding = config.Decoder.Positions == PositionKind.SinusoidalAfterPadding,
        };
        if (shared)
            return section;
        return side == RemapSide.Target
            ? section with { SizeKeys = ["decoder_vocab_size"], Tensors = [target, .. output] }
            : section with { SizeKeys = ["vocab_size"], Tensors = [source], Rows = config.Encoder.VocabularySize, OtherSizes = new Dictionary<string, int> { ["decoder_vocab_size"] = config.Decoder.VocabularySize } };
    }

    private static string Name(string path) => Path.GetFileName(path);
}
