using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>A model folder as a change of its vocabulary sees it: what has a row a token, what names ids, and whose tokenizer it is. Encoders and translation models differ in this table alone.</summary>
internal sealed record VocabularyFolder
{
    /// <summary>The folder as it was given.</summary>
    public required string Path { get; init; }

    /// <summary>The folder of config, weights and tokenizer, in it or the same.</summary>
    public required string BodyPath { get; init; }

    /// <summary>The tokenizer whose vocabulary changes.</summary>
    public required TextTokenizer Tokenizer { get; init; }

    /// <summary>Its file.</summary>
    public required string TokenizerPath { get; init; }

    /// <summary>How the tokenizer that takes its place is written.</summary>
    public required TokenizerGoal Goal { get; init; }

    /// <summary>What has a row a token.</summary>
    public required IReadOnlyList<VocabularySection> Sections { get; init; }

    /// <summary>Names of tensors in the file that the model doesn't use.</summary>
    public required IReadOnlyList<string> UnusedTensors { get; init; }

    /// <summary>Whether ids at the top of config.json and in generation_config.json are ids of the vocabulary.</summary>
    public bool HasModelIds { get; init; } = true;

    /// <summary>Pieces that the other side's tokenizer takes from the same vocabulary.</summary>
    public IReadOnlyCollection<string> SharedPieces { get; init; } = [];

    /// <summary>Texts that are put before others and whose tokens a smaller vocabulary has to keep.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>What kind of model it is, for a card.</summary>
    public string Kind { get; init; } = "text encoder";

    /// <summary>Rows of its largest matrix.</summary>
    public int Rows => Sections.Max(section => section.Rows);

    /// <summary>Opens the weights. The caller disposes what it gets.</summary>
    public ITensorSource OpenWeights() => ModelWeights.Open(BodyPath);

    /// <summary>An encoder.</summary>
    /// <exception cref="ModelFormatException">It has no tokenizer that can be read.</exception>
    public static VocabularyFolder Of(ModelFolder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        EncoderTensorNames names = model.Family.Names;
        TextTokenizer tokenizer = TextTokenizer.Load(model.RequireTokenizer());
        return new VocabularyFolder
        {
            Path = model.Path,
            BodyPath = model.EncoderPath,
            Tokenizer = tokenizer,
            TokenizerPath = model.RequireTokenizer(),
            Goal = TokenizerGoal.Json(),
            Sections =
            [
                new VocabularySection
                {
                    SizeKeys = [model.Family.ConfigKeys.VocabularySize],
                    Rows = model.Config.VocabularySize,
                    Tensors = [model.Tensors[EncoderTensors.WordEmbeddings + ".weight"], names.MaskedDecoder + ".weight", names.MaskedDecoder + ".bias", names.MaskedBias],
                    PaddingId = model.Config.PaddingId,
                    Positions = model.Family.PositionsFollowPadding
                        ? new(model.Tensors[EncoderTensors.PositionEmbeddings + ".weight"], model.Config.MaxPositions, model.Family.ConfigKeys.MaxPositions)
                        : null,
                },
            ],
            UnusedTensors = model.Tensors.Unused,
            Prompts = [.. model.Sentence.Prompts.Values],
        };
    }
}
