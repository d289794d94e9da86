using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Corpora;
using NlpTransfer.Remapping;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Commands.Quickstart;

/// <summary>
/// The encoder with its vocabulary extended for a language and healed, in a folder that goes when this is disposed. It is made of the starter corpus's sentences, all of them but
/// without their labels, as a user would of plain text.
/// </summary>
internal sealed class ExtendedEncoder : IDisposable
{
    /// <summary>The rung's name.</summary>
    internal const string Name = "extended";

    // A few hundred sentences: a piece that occurs twice is frequent, and more passes cost more than they bring.
    private const int MinimumCount = 2;
    private const int Epochs = 4;
    private const double EmbeddingRateFactor = 20;

    private readonly DirectoryInfo _folder;

    private ExtendedEncoder(DirectoryInfo folder, ModelFolder model, int added) => (_folder, Model, AddedPieces) = (folder, model, added);

    internal ModelFolder Model { get; }

    /// <summary>Pieces and letters that the vocabulary gained.</summary>
    internal int AddedPieces { get; }

    internal static async Task<ExtendedEncoder> CreateAsync(ModelFolder model, string language, ulong seed, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("nlptransfer-quickstart-");
        try
        {
            string text = StarterCorpus.PathOf(language), extended = Path.Combine(folder.FullName, "extended"), healed = Path.Combine(folder.FullName, "healed");
            RemapReport report = await VocabularyRemapper.RunAsync(
                model,
                null,
                new RemapSources { Texts = [new TrimText(text) { Language = language }] },
                extended,
                new VocabularyRemapOptions { Mode = RemapMode.Extend, Initializer = "mean", Extend = new ExtendOptions { MinimumCount = MinimumCount }, Seed = seed },
                progress,
                cancellation);
            var healing = new HealingOptions { Training = new VectorTrainingOptions { Epochs = Epochs, EmbeddingRateFactor = EmbeddingRateFactor, Seed = seed } };
            using (HealedModel trained = await VectorHealing.RunAsync(ModelFolder.Open(extended), model, [TextCorpus.Open(text, language)], healing, progress, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                await trained.SaveAsync(healed, cancellationToken: cancellation);
            }

            return new ExtendedEncoder(folder, ModelFolder.Open(healed), report.PiecesAdded);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
