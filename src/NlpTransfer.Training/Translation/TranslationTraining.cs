using NlpTransfer.Corpora;

namespace NlpTransfer.Training;

/// <summary>Fine-tunes a translation model on pairs: a published one (EncoderDecoderModel, Marian, M2M-100, NLLB), or one that is made from an encoder first.</summary>
public static class TranslationTraining
{
    /// <summary>Trains.</summary>
    /// <param name="model">The folder of a translation model, or of an encoder.</param>
    /// <param name="pairs">The pairs; several corpora, of several directions too.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellationToken">Ends the training with the weights there are, see <see cref="TrainedTranslator.WasInterrupted"/>; before its first step, with an exception.</param>
    /// <returns>The trained model; dispose it.</returns>
    /// <exception cref="UsageException">Options are out of range, a language is not known to the model, the language of translations is not known, the processor has no instructions for the precision, or the checkpoints are of another run.</exception>
    /// <exception cref="BadDataException">A file can't be read, no pair is left, or the tokenizer lacks the script of the translations.</exception>
    /// <exception cref="ModelFormatException">The model can't be used.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded, the loss diverges or is no longer finite, or a checkpoint or the log can't be written.</exception>
    public static async Task<TrainedTranslator> RunAsync(
        string model, IReadOnlyList<PairCorpus> pairs, TranslationTrainingOptions? options = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        ArgumentNullException.ThrowIfNull(pairs);
        (options ??= new TranslationTrainingOptions()).Validate();
        if (pairs.Count == 0)
            throw new UsageException("No pairs are given to train on; give at least one file of them (--pairs).");
        progress?.Report(new WorkProgress("reading pairs", 0, 0));
        IReadOnlyList<PairRows> rows = await PairRows.ReadAsync(pairs, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Train(model, rows, pairs, options, progress, cancellationToken), CancellationToken.None).ConfigureAwait(false);
    }

    private static TrainedTranslator Train(
        string model, IReadOnlyList<PairRows> rows, IReadOnlyList<PairCorpus> corpora, TranslationTrainingOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        TranslationSession session = TranslationSession.Open(model, [.. rows.Select(row => row.Direction)], options.Seed, options.Precision);
        try
        {
            TranslationText[] texts = [.. rows.Select(row => session.Text(row.Direction.From?.ToString(), row.Direction.To.ToString(), options.MaxLength))];
            List<SequencePair[]> training = [], heldOut = [];
            int leftOut = 0;
            for (int i = 0; i < rows.Count; i++)
            {
                (IReadOnlyList<TextPair> train, IReadOnlyList<TextPair> held) = rows[i].Split(options.HeldOut, options.Seed);
                training.Add(Encode(texts[i], train, ref leftOut));
                heldOut.Add(Encode(texts[i], held, ref leftOut));
            }

            int count = training.Sum(group => group.Length);
            if (count == 0)
                throw new BadDataException($"{corpora[0].Path}: of {rows.Sum(row => row.Pairs.Count)} pairs none is left to train on ({leftOut} are longer than {options.MaxLength} tokens); allow longer ones with --max-length, or give more.");
            UnknownSide[] unknown = [.. rows.SelectMany((row, i) => UnknownSides.Find(row.Direction, training[i], session.UnknownIds))];
            Provenance begun = Describe(session, corpora, options);
            RunCheckpoints? checkpoints = options.Checkpoints?.Begin(new RunFingerprint(begun, ("pairs", PairRows.Hash(rows))));
            using var log = new TrainingLog(options.LogEvery, options.LearningRate, options.LogFile);
            (TrainingRun run, double? before, double? after) = new TranslationTrainer(session, options, log, checkpoints).Run(training, heldOut, texts, progress, cancellation);
            var report = new TranslationReport(run, count, heldOut.Sum(group => group.Length), leftOut, before, run.Interrupted ? null : after) { History = [.. log.Points], Unknown = unknown };
            return new TrainedTranslator(session, [.. rows.Select(row => row.Direction)], Complete(begun, run), report);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static SequencePair[] Encode(TranslationText text, IReadOnlyList<TextPair> pairs, ref int leftOut)
    {
        var encoded = new List<SequencePair>(pairs.Count);
        foreach (TextPair pair in pairs)
        {
            int[] source = text.Encode(pair.Source, out int cutSource), target = text.EncodeTarget(pair.Target, out int cutTarget);
            if (cutSource > 0 || cutTarget > 0)
                leftOut++;
            else
                encoded.Add(new SequencePair(source, target, pair.Source, pair.Target));
        }

        return [.. encoded];
    }

    private static Provenance Describe(TranslationSession session, IReadOnlyList<PairCorpus> corpora, TranslationTrainingOptions options) => new()
    {
        Command = "finetune translate",
        Options = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["training"] = options.Describe(),
            ["dropout"] = TranslationDropout.Of(options.Dropout, session.Model.Config).Describe(),
            ["start"] = session.IsWarmStart ? "decoder from the encoder, attention to the source drawn" : "translation model",
        },
        Seed = options.Seed,
        Inputs = [.. corpora.SelectMany(corpus => AdaptedInputs.Of("pairs", corpus.TargetLanguage, corpus.Files))],
        Parents = [new ProvenanceInput(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(session.ParentPath))), ContentHash.OfFolder(session.ParentPath))],
        PredictingParts = ["encoder"],
        Kernels = session.Model.KernelName,
    };

    /// <summary>With what is known at the end alone.</summary>
    private static Provenance Complete(Provenance begun, TrainingRun run) => begun.After(run);
}
