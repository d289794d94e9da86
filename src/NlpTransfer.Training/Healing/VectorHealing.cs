using System.Diagnostics;
using System.Globalization;
using NlpTransfer.Corpora;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>
/// Heals a model whose vocabulary was changed: on plain text it learns to give the sentence vector that the model had with its old vocabulary. No label and no parallel text is
/// needed, and no masked-LM head.
/// </summary>
public static class VectorHealing
{
    /// <summary>Heals.</summary>
    /// <param name="model">The model after its vocabulary was changed.</param>
    /// <param name="teacher">The model before that.</param>
    /// <param name="texts">Plain texts of the languages that count.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellationToken">Stops the work. Once training runs, it ends with the best weights so far instead of failing: see <see cref="AdaptedModel.WasInterrupted"/>.</param>
    /// <returns>The healed model; dispose it.</returns>
    /// <exception cref="UsageException">Options are at fault, the model has a head, model and teacher don't go together, nothing would train, or the checkpoints are of another run.</exception>
    /// <exception cref="BadDataException">The texts can't be read, or there are too few.</exception>
    /// <exception cref="ModelFormatException">A model can't be used.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded, the loss diverges or is no longer finite, or a checkpoint can't be written.</exception>
    public static async Task<HealedModel> RunAsync(
        ModelFolder model, ModelFolder teacher, IReadOnlyList<TextCorpus> texts, HealingOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(teacher);
        (options ??= new HealingOptions()).Validate();
        ModelPair.RefuseHead(model, "adapt");
        ModelPair.Check(model, teacher);
        using TeacherVectors vectors = await Task.Run(() => TeacherVectors.Open(teacher), cancellationToken).ConfigureAwait(false);
        return await RunAsync(model, vectors, texts, options, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Heals with a teacher that is open, whose vectors several runs share.</summary>
    /// <param name="model">The model after its vocabulary was changed.</param>
    /// <param name="teacher">The model before that.</param>
    /// <param name="texts">As above.</param>
    /// <param name="options">As above.</param>
    /// <param name="progress">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <returns>The healed model; dispose it. The teacher stays open.</returns>
    /// <exception cref="UsageException">As above.</exception>
    /// <exception cref="BadDataException">As above.</exception>
    public static async Task<HealedModel> RunAsync(
        ModelFolder model, TeacherVectors teacher, IReadOnlyList<TextCorpus> texts, HealingOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(texts);
        var clock = Stopwatch.StartNew();
        (options ??= new HealingOptions()).Validate();
        ModelPair.RefuseHead(model, "adapt");
        ModelPair.Check(model, teacher.Folder);
        if (texts.Count == 0)
            throw new UsageException("No text is given to heal on; give at least one (--text).");
        IReadOnlyList<TextGroup> groups = await TextGroups.ReadAsync(
            texts, options.Dev, options.TextsPerLanguage, options.HeldOutTexts, options.Training.Seed, progress, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Heal(model, teacher, groups, texts, options, clock, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static HealedModel Heal(
        ModelFolder model, TeacherVectors teacher, IReadOnlyList<TextGroup> groups, IReadOnlyList<TextCorpus> texts, HealingOptions options, Stopwatch clock, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        EncoderSession session = EncoderSession.Open(model, precision: options.Training.Precision);
        try
        {
            var fitting = new TextFitting(session.Input, teacher.Input, options.Training.MaxLength);
            var examples = TextExamples.Create(groups, teacher, fitting, contrasts: true, progress, cancellation);
            IReadOnlyList<int> fresh = NewRows.Find(session.Encoder.WordEmbeddings, teacher.WordEmbeddings);
            int[] rows = examples.IdsThatOccur(options.Rows == TrainedRows.All ? null : fresh);
            Check(model, examples, rows, options);
            var heldOut = new HeldOutTexts(groups, teacher, fitting);
            IReadOnlyList<(double[] Plain, double[] Centred)>? before = heldOut.IsEmpty ? null : heldOut.Measure(session, progress, cancellation);
            Provenance begun = Describe(session, teacher, texts, options, rows.Length);
            RunCheckpoints? checkpoints = options.Checkpoints?.Begin(new RunFingerprint(begun, ("texts", TextGroups.Hash(groups))));
            TrainingRun run = Train(session, teacher, rows, examples, heldOut, before, options, clock, checkpoints, progress, cancellation);
            IReadOnlyList<(double[] Plain, double[] Centred)>? after = before is null || run.Interrupted ? null : heldOut.Measure(session, progress, cancellation);
            LanguageAgreement[] languages = before is null ? [] :
                [.. heldOut.Languages.Select((language, place) => new LanguageAgreement(language, VectorAgreement.Score(before[place]), after is null ? null : VectorAgreement.Score(after[place])))];
            var report = new HealingReport(run, languages, examples.Count, rows.Length, fresh.Count, fitting.Shortened) { UnknownToTeacher = UnknownTokens.Find(groups, teacher.Session) };
            return new HealedModel(session, begun.After(run), report);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void Check(ModelFolder model, TextExamples examples, int[] rows, HealingOptions options)
    {
        if (examples.Count < 2)
            throw new BadDataException($"{examples.Count} texts are left to train on beside those that are held out; healing needs at least 2, and better some thousands.");
        if (rows.Length == 0 && !options.TrainLayers)
        {
            throw new UsageException(
                $"{model.Path}: every piece that the texts use has the very vector that it has in the teacher, so no new embedding would train; train all embeddings (--rows all) or the layers too (--layers).");
        }
    }

    private static TrainingRun Train(
        EncoderSession session,
        TeacherVectors teacher,
        int[] rows,
        TextExamples examples,
        HeldOutTexts heldOut,
        IReadOnlyList<(double[] Plain, double[] Centred)>? before,
        HealingOptions options,
        Stopwatch clock,
        RunCheckpoints? checkpoints,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        ExampleStream<VectorExample> stream = examples.Stream("healing", options.Training);
        double first = !options.TrainLayers ? 1 : rows.Length == 0 ? 0 : options.EmbeddingsFirst;
        VectorStage[] stages = [.. new VectorStage[] { new("healing embeddings", TrainLayers: false, first), new("healing all layers", TrainLayers: true, 1 - first) }.Where(stage => stage.Share > 0)];
        return new VectorTrainer(session, teacher, rows, options.Training, clock, checkpoints).Run(
            stream.Batches(),
            stream.BatchesInPass,
            stages,
            before is null ? null : () => heldOut.Loss(session, cancellation),
            before is null ? null : HeldOutTexts.Loss(before),
            heldOut.Seconds,
            progress,
            cancellation);
    }

    private static Provenance Describe(EncoderSession session, TeacherVectors teacher, IReadOnlyList<TextCorpus> texts, HealingOptions options, int trainedRows) => new()
    {
        Command = "adapt",
        Options = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["healing"] = options.Describe(),
            ["training"] = options.Training.Describe(),
            ["trainedRows"] = trainedRows.ToString(CultureInfo.InvariantCulture),
        },
        Seed = options.Training.Seed,
        Inputs = [.. AdaptedInputs.Of("text", texts), .. AdaptedInputs.Of("dev", options.Dev)],
        Parents = [AdaptedInputs.Of(session.Folder), AdaptedInputs.Of(teacher.Folder)],
        Kernels = session.KernelName,
    };
}
