using System.Diagnostics;
using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>
/// Aligns an encoder on parallel text: a text is drawn to the vector that the encoder, as it was, gives its translation, while other texts keep their own old vectors.
/// </summary>
public static class VectorAlignment
{
    /// <summary>Aligns.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">Texts with their translations; the translations (targets) learn the vectors of the texts (sources).</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellationToken">Stops the work. Once training runs, it ends with the best weights so far instead of failing: see <see cref="AdaptedModel.WasInterrupted"/>.</param>
    /// <returns>The aligned model; dispose it.</returns>
    /// <exception cref="UsageException">Options are at fault, the model has a head, no pairs are given, or the checkpoints are of another run.</exception>
    /// <exception cref="BadDataException">Pairs or texts can't be read, or there are too few.</exception>
    /// <exception cref="ModelFormatException">The model can't be used.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded, the loss diverges or is no longer finite, or a checkpoint can't be written.</exception>
    public static async Task<AlignedModel> RunAsync(
        ModelFolder model, IReadOnlyList<PairCorpus> pairs, VectorAlignmentOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pairs);
        var clock = Stopwatch.StartNew();
        (options ??= new VectorAlignmentOptions()).Validate();
        ModelPair.RefuseHead(model, "align");
        if (pairs.Count == 0)
            throw new UsageException("No pairs are given to align on; give at least one file (--pairs).");
        ulong seed = options.Training.Seed;
        IReadOnlyList<PairGroup> groups = await PairGroups.ReadAsync(pairs, options.PairsPerLanguage, options.HeldOutPairs, seed, progress, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<TextGroup> kept = await TextGroups.ReadAsync(options.Keep, [], options.TextsPerLanguage, options.HeldOutTexts, seed, progress, cancellationToken).ConfigureAwait(false);
        LabeledSets labeled = await LabeledSets.ReadAsync(options.Labeled, options.Folds, seed, cancellationToken).ConfigureAwait(false);
        EncoderSession session = await Task.Run(() => EncoderSession.Open(model, precision: options.Training.Precision), cancellationToken).ConfigureAwait(false);
        try
        {
            using TeacherVectors teacher = await Task.Run(() => TeacherVectors.Open(model), cancellationToken).ConfigureAwait(false);
            var work = new AlignmentWork(session, teacher, options, clock);
            Provenance begun = work.Describe(pairs);
            RunCheckpoints? checkpoints = options.Checkpoints?.Begin(new RunFingerprint(begun, ("pairs", PairGroups.Hash(groups)), ("texts", TextGroups.Hash(kept))));
            AlignmentReport report = await work.RunAsync(groups, kept, labeled, checkpoints, progress, cancellationToken).ConfigureAwait(false);
            return new AlignedModel(session, begun.After(report.Run), report, options.KeepShare);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
