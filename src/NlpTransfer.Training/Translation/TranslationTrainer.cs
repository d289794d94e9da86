using System.Globalization;
using NlpTransfer.Metrics;
using NlpTransfer.Torch;
using TorchSharp;

namespace NlpTransfer.Training;

/// <summary>Trains a translation model: batches of all directions, mixed by temperature, and chrF of the pairs held out after each epoch.</summary>
/// <param name="session">The model.</param>
/// <param name="options">Checked options.</param>
/// <param name="log">Takes steps and measurements.</param>
/// <param name="checkpoints">The run's checkpoints; null for none.</param>
internal sealed class TranslationTrainer(TranslationSession session, TranslationTrainingOptions options, TrainingLog log, RunCheckpoints? checkpoints)
{
    private const string Purpose = "translation";

    /// <summary>What a run that goes on needs not measure again.</summary>
    private const string ChrfBefore = "chrfBefore";

    /// <summary>Trains.</summary>
    /// <param name="groups">Pairs, a set a direction.</param>
    /// <param name="heldOut">For each direction the pairs to judge by.</param>
    /// <param name="texts">For each direction what makes ids of texts.</param>
    /// <param name="progress">Told every step.</param>
    /// <param name="cancellation">Ends the training with the weights there are.</param>
    /// <returns>The run, and chrF before and after; null where nothing was held out.</returns>
    internal (TrainingRun Run, double? Before, double? After) Run(
        IReadOnlyList<SequencePair[]> groups,
        IReadOnlyList<SequencePair[]> heldOut,
        IReadOnlyList<TranslationText> texts,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        LibTorch.ApplyThreads();
        SetTrainable();
        SequencePair[] all = [.. groups.SelectMany(group => group)];
        int[][] places = Places(groups);
        var parameters = session.Model.NamedWeights.Select(weight => weight.Value).ToArray();
        var optimizer = new AdamW([new AdamWGroup(parameters, options.LearningRate, options.WeightDecay)]);
        bool measures = heldOut.Any(group => group.Length > 0);
        var plan = new StepPlan(Memory(parameters, all, measures), MemoryBudget.Decide(options.Memory, checkpoints));
        plan.Check(all.Max(pair => pair.Length), all.Max(pair => pair.Target.Length), options.BatchTokens);
        double? before = measures ? Before(heldOut, texts, progress, cancellation) : null;
        var loop = new TrainingLoop<SequenceBatch, TorchTranslationModel>(
            Purpose,
            session.Model,
            new SequenceToSequenceObjective(options.LabelSmoothing, TranslationDropout.Of(options.Dropout, session.Model.Config)),
            new LoopOptions(options.LearningRate, options.Epochs, options.MaxSteps, options.WarmupFraction, options.ClipNorm, options.Patience)
            {
                LossBefore = -before,
                Memory = log,
                Checkpoints = checkpoints?.NextStage(Purpose, options.Seed),
                OnStep = report => log.Take(report, 0, 0),
            },
            options.Seed);
        TrainingRun run = loop.Run(
            optimizer,
            parameters,
            epoch => Plan(all, places, plan, epoch),
            measures ? () => LossOf(heldOut, texts, cancellation) : null,
            progress,
            cancellation);
        log.Finish();
        NativeAllocator.Trim();
        return (run with { Memory = plan.Use }, before, measures && double.IsFinite(loop.BestLoss) ? -loop.BestLoss : null);
    }

    private void SetTrainable()
    {
        foreach (NamedWeight weight in session.Model.NamedWeights)
        {
            bool isEmbedding = weight.Name.Contains("embeddings.", StringComparison.Ordinal) || weight.Name.StartsWith(TranslationTensors.SharedEmbeddings, StringComparison.Ordinal);
            bool isEncoder = weight.Name.StartsWith(TranslationTensors.EncoderSide, StringComparison.Ordinal);
            bool isFixed = weight.Name == TranslationTensors.HeadBias && weight.Value.dim() > 1;
            weight.Value.requires_grad = !isFixed && !(isEmbedding && options.FreezeEmbeddings) && !(isEncoder && options.FreezeEncoder);
        }
    }

    private StepMemory Memory(IReadOnlyList<TorchSharp.Modules.Parameter> parameters, SequencePair[] all, bool measures)
    {
        TranslationConfig config = session.Model.Config;
        // Both sides are counted as decoder layers over all tokens, which is more than either takes.
        return new StepMemory
        {
            Layers = Math.Max(config.Encoder.Layers, config.Decoder.Layers),
            TrainedLayers = Math.Max(config.Encoder.Layers, config.Decoder.Layers),
            Hidden = config.Decoder.HiddenSize,
            Intermediate = Math.Max(config.Encoder.IntermediateSize, config.Decoder.IntermediateSize),
            Heads = Math.Max(config.Encoder.Heads, config.Decoder.Heads),
            Vocabulary = config.Decoder.VocabularySize,
            Weights = StepMemories.Count(parameters),
            Trained = StepMemories.Trained(parameters),
            Copies = measures ? 1 : 0,
            Drops = options.Dropout > 0,
            Crosses = true,
            Held = all.Sum(pair => 200L + (sizeof(int) * pair.Length) + (2L * (pair.SourceText.Length + pair.TargetText.Length))),
        };
    }

    private EpochPlan<SequenceBatch> Plan(SequencePair[] all, int[][] places, StepPlan plan, int epoch)
    {
        int[] order = LanguageMixture.DrawEpoch(places, options.LanguageTemperature, new CounterRandom(options.Seed, Purpose + ".order", (ulong)epoch));
        List<int[]> batches = TokenBatches.ForEpoch(
            [.. all.Select(pair => pair.Length)], order, options.BatchTokens, new CounterRandom(options.Seed, Purpose + ".batches", (ulong)epoch));
        int skipped = 0;
        IEnumerable<(SequenceBatch, int)> Batches()
        {
            foreach (int[] batch in batches.Skip(skipped))
            {
                IReadOnlyList<SequencePair[]> parts = plan.Cut([.. batch.Select(place => all[place])], pair => pair.Length, pair => pair.Target.Length);
                yield return (SequenceBatch.Join([.. parts.Select(part => SequenceBatch.Create(part, session.Model.Config))]), batch.Sum(place => all[place].Length));
            }
        }

        return new EpochPlan<SequenceBatch>(batches.Count, Batches()) { Skip = read => skipped = read };
    }

    /// <summary>chrF before the first step; a run that goes on knows it.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, before anything was learnt.</exception>
    private double Before(IReadOnlyList<SequencePair[]> heldOut, IReadOnlyList<TranslationText> texts, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        double chrf = checkpoints?.Facts.GetValueOrDefault(ChrfBefore) is { } known
            ? double.Parse(known, CultureInfo.InvariantCulture)
            : Chrf(heldOut, texts, progress, cancellation);
        checkpoints?.Decide(ChrfBefore, chrf.ToString("R", CultureInfo.InvariantCulture));
        log.TakeChrf(chrf);
        return chrf;
    }

    /// <summary>What early stopping makes small; infinite where it was cancelled.</summary>
    private double LossOf(IReadOnlyList<SequencePair[]> heldOut, IReadOnlyList<TranslationText> texts, CancellationToken cancellation)
    {
        try
        {
            double chrf = Chrf(heldOut, texts, null, cancellation);
            log.TakeChrf(chrf);
            return -chrf;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return double.PositiveInfinity;
        }
    }

    /// <summary>chrF of greedy translations of all pairs held out.</summary>
    private double Chrf(IReadOnlyList<SequencePair[]> heldOut, IReadOnlyList<TranslationText> texts, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var translations = new List<string>();
        for (int i = 0; i < heldOut.Count; i++)
        {
            if (heldOut[i].Length == 0)
                continue;
            // A model that has learnt nothing yet goes on without end: what is far longer than the references only costs time.
            int longest = Math.Min(texts[i].MaxTarget - 1, 2 * heldOut[i].Max(pair => pair.Target.Length));
            using var translator = new TorchTextTranslator(
                session.Folder, texts[i], session.Model, ownsModel: false, new GenerationOptions { MaxNewTokens = longest, BadWords = session.Folder.Generation.Options.BadWords }, TorchTextTranslator.DefaultBatchTokens, progress);
            translations.AddRange(translator.Translate([.. heldOut[i].Select(pair => pair.SourceText)], cancellation).Select(made => made.Text));
        }

        return new Chrf().Score(translations, [[.. heldOut.SelectMany(group => group.Select(pair => (string?)pair.TargetText))]], CancellationToken.None).Value;
    }

    private static int[][] Places(IReadOnlyList<SequencePair[]> groups)
    {
        int start = 0;
        return [.. groups.Select(group => Enumerable.Range((start += group.Length) - group.Length, group.Length).ToArray())];
    }
}
