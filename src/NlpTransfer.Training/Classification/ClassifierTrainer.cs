using NlpTransfer.LinearModels;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>Trains classifiers of any strategy on rows in memory, with one encoder session for all of them.</summary>
/// <param name="session">The encoder; null where the strategy needs none.</param>
/// <param name="options">How to train.</param>
/// <param name="checkpoints">Where the stages write checkpoints; null for none.</param>
internal sealed class ClassifierTrainer(EncoderSession? session, ClassifierTrainingOptions options, RunCheckpoints? checkpoints = null)
{
    /// <summary>Trains one classifier.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="shared">What was trained before on the same rows and need not be trained again; null for nothing.</param>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellation">Stops the work; once layers train, it ends them with the weights there are.</param>
    internal async Task<ClassifierParts> TrainAsync(ClassifierRows rows, SharedTraining? shared, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ClassifierStrategy strategy = options.Strategy;
        rows.Check(strategy);
        ClassifierRows ready = strategy.NeedsEncoder ? await EmbedAsync(rows, cancellation).ConfigureAwait(false) : rows;
        if (strategy.Chooses)
            return await Task.Run(() => ChooseStrategy(ready, progress, cancellation), cancellation).ConfigureAwait(false);
        LinearTrainingResult? linear = null;
        if (LinearPartsOf(strategy, rows) is not LinearParts.None and LinearParts parts)
            linear = await Task.Run(() => TrainLinear(ready, parts, progress, cancellation), cancellation).ConfigureAwait(false);
        if (!strategy.FineTunes)
            return new ClassifierParts(linear, null, TrainingRun.None);
        if (shared?.Tuned is { } known)
            return new ClassifierParts(linear, known, TrainingRun.None);
        (FineTunedClassifier tuned, TrainingRun run) = await Task.Run(() => FineTune(ready, shared?.FirstStage, progress, cancellation), CancellationToken.None).ConfigureAwait(false);
        return new ClassifierParts(linear, tuned, run);
    }

    /// <summary>Trains every candidate on the same folds and keeps the one with the lowest log loss.</summary>
    private ClassifierParts ChooseStrategy(ClassifierRows rows, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (rows.Target is null)
            throw new UsageException("the strategy auto compares strategies on labelled rows of the target language, and there are none; name a strategy, such as kernel");
        var results = new Dictionary<ClassifierStrategy, LinearTrainingResult>();
        foreach (ClassifierStrategy candidate in options.Strategy.Candidates)
        {
            progress?.Report(new WorkProgress($"weighing {candidate.Name}", 0, 0));
            results[candidate] = TrainLinear(rows, LinearPartsOf(candidate, rows), progress, cancellation);
        }

        var choice = StrategyChoice.Of([.. options.Strategy.Candidates.Select(candidate =>
        {
            SelectionTrial chosen = results[candidate].Selection.Chosen;
            return new StrategyCandidate(candidate, chosen.Name, chosen.LogLoss, chosen.Accuracy);
        })]);
        return new ClassifierParts(results[choice.Chosen], null, TrainingRun.None) { Choice = choice };
    }

    /// <summary>The first stage alone, to be used for several targets.</summary>
    internal async Task<FirstStage> TrainFirstStageAsync(ClassifierRows rows, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ClassifierRows ready = await EmbedAsync(rows, cancellation).ConfigureAwait(false);
        return await Task.Run(() => TrainFirstStage(ready, progress, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Which linear parts a strategy has. Without target rows there is nothing that letters could be learnt from.</summary>
    private static LinearParts LinearPartsOf(ClassifierStrategy strategy, ClassifierRows rows)
    {
        LinearParts parts = (strategy.UsesLetters ? LinearParts.Letters : 0) | (strategy.UsesKernel ? LinearParts.Kernel : 0) | (strategy.UsesFrozen ? LinearParts.Frozen : 0);
        if (rows.Target is not null)
            return parts;
        LinearParts left = parts & ~LinearParts.Letters;
        return left == LinearParts.None && parts != LinearParts.None
            ? throw new BadDataException("the letters strategy learns from rows of the target language alone, and there are none; use another --strategy, or give rows with --train")
            : left;
    }

    private async Task<ClassifierRows> EmbedAsync(ClassifierRows rows, CancellationToken cancellation)
    {
        async Task<LabeledRows> Embed(LabeledRows set) => set with { Vectors = await VectorsAsync(set.Texts, cancellation).ConfigureAwait(false) };

        LabeledRows? target = rows.Target is null ? null : await Embed(rows.Target).ConfigureAwait(false);
        var sources = new List<LabeledRows>();
        foreach (LabeledRows set in rows.Sources)
            sources.Add(await Embed(set).ConfigureAwait(false));
        return rows with { Target = target, Sources = sources };
    }

    private async Task<float[][]> VectorsAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        float[][] vectors = [.. (await session!.Embedder.EmbedAsync(texts, cancellation).ConfigureAwait(false)).Select(embedding => embedding.Vector)];
        return vectors.All(vector => vector.All(float.IsFinite)) ? vectors : throw new ModelFormatException(
            $"{session.Folder.Path}: the encoder gives vectors that are not finite numbers; its weights are damaged, so get the model anew.");
    }

    private LinearTrainingResult TrainLinear(ClassifierRows rows, LinearParts parts, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var data = new LinearTrainingData
        {
            Target = rows.Target,
            Sources = parts == LinearParts.Letters ? [] : rows.Sources,
            UnlabeledVectors = parts == LinearParts.Letters || rows.Unlabeled.Count == 0 ? null : VectorsAsync(rows.Unlabeled, cancellation).GetAwaiter().GetResult(),
        };
        bool target = rows.Target is not null;
        var linear = new LinearTrainingOptions { Parts = parts, Seed = options.Seed, Select = options.Select && target, Calibrate = target };
        return LinearTraining.Run(data, linear, progress, cancellation);
    }

    private (FineTunedClassifier Tuned, TrainingRun Run) FineTune(ClassifierRows rows, FirstStage? first, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        FineTuningOptions second = Limited(options.SecondStage);
        first ??= rows.Sources.Any(set => set.Texts.Count > 0) ? TrainFirstStage(rows, progress, cancellation) : null;
        TrainingRun run = first?.Run ?? TrainingRun.None;
        ClassifierModel model = CreateModel(first?.CreateHead() ?? FitHead([rows.Target!], rows.Labels, cancellation));
        try
        {
            first?.CopyEncoderTo(model);
            if (rows.Target is not null && !run.Interrupted)
            {
                run += Tuner(model).Run(
                    "fine-tuning on the target", [Read(rows.Target, rows.Labels)], 1, second, options.HoldoutFraction, progress, cancellation);
            }

            if (options.Lora.Merge)
                model.Encoder.MergeAdapters();
            return (new FineTunedClassifier(model, session!.Input, rows.Labels, options.BatchTokens), run);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private FirstStage TrainFirstStage(ClassifierRows rows, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        FineTuningOptions stage = Limited(options.FirstStage);
        LabeledRows[] sets = [.. rows.Sources.Where(set => set.Texts.Count > 0), .. options.MixTarget && rows.Target is not null ? new[] { rows.Target } : []];
        using ClassifierModel model = CreateModel(FitHead(sets, rows.Labels, cancellation));
        TrainingRun run = Tuner(model).Run(
            "fine-tuning on the sources",
            [.. sets.Select(set => Read(set, rows.Labels))],
            options.SourceTemperature,
            stage,
            options.HoldoutFraction,
            progress,
            cancellation);
        return FirstStage.Take(model, rows.Labels, run);
    }

    private LinearLayer FitHead(LabeledRows[] sets, string[] labels, CancellationToken cancellation)
    {
        FineTuningRows rows = FineTuningRows.Join(sets.Select(set => Read(set, labels)));
        return HeadFitting.Fit(sets, Holdout.Split(rows, options.HoldoutFraction, options.Seed).Training, labels, cancellation);
    }

    private ClassifierModel CreateModel(LinearLayer head)
    {
        var model = new ClassifierModel(TorchEncoder.Load(session!.Folder, options.Precision), head, session.Folder.Sentence.Pooling);
        if (options.Strategy.UsesLora)
            model.Encoder.AddAdapters(options.Lora, options.Seed);
        return model;
    }

    private FineTuner Tuner(ClassifierModel model) => new(model, session!.IsSpecial, options.Seed, checkpoints, options.Memory);

    /// <summary>The number of layers that train; states above frozen lower layers are kept a text, so dropout takes the place of removed tokens.</summary>
    private FineTuningOptions Limited(FineTuningOptions stage)
    {
        int layers = session!.Folder.Config.Layers;
        if (stage.FrozenLayers > 0)
            return Frozen(stage, layers);
        if ((options.Strategy.TopLayers ?? stage.TopLayers) is not { } top)
            return stage;
        if (top > layers)
            throw new UsageException($"the upper {top} layers are to be trained and the model has {layers}; use the strategy full, or a smaller number");
        return stage with { TopLayers = top, Dropout = stage.Dropout > 0 || top == layers ? stage.Dropout : 0.1 };
    }

    private FineTuningOptions Frozen(FineTuningOptions stage, int layers)
    {
        if (options.Strategy.TopLayers is not null)
            throw new UsageException($"the strategy {options.Strategy.Name} says already how many layers are frozen; leave the number of frozen layers out");
        return stage.FrozenLayers >= layers
            ? throw new UsageException($"the lower {stage.FrozenLayers} layers are to be frozen and the model has {layers}; use the strategy frozen, or a smaller number")
            : stage with { Dropout = stage.Dropout > 0 ? stage.Dropout : 0.1 };
    }

    private FineTuningRows Read(LabeledRows rows, string[] labels) => new(
        [.. rows.Texts.Select(text => session!.Input.Encode(text, out _))],
        [.. rows.Labels.Select(label => Array.BinarySearch(labels, label, StringComparer.Ordinal))],
        [.. Enumerable.Range(0, rows.Texts.Count).Select(i => string.IsNullOrEmpty(rows.Groups?[i]) ? $"row {i} of {rows.Language}" : rows.Groups[i])]);
}
