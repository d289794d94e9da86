using System.Globalization;
using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;

namespace NlpTransfer.Training;

/// <summary>Trains a text classifier for a new language, with help from others.</summary>
public static class ClassifierTraining
{
    /// <summary>Trains.</summary>
    /// <param name="model">The pretrained encoder; null for the letters strategy, which needs none.</param>
    /// <param name="target">Labelled rows of the target language; null or empty for zero-shot transfer from the sources, which needs plain text of the target.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <param name="progress">Told of every phase.</param>
    /// <param name="cancellationToken">
    /// Stops the work. Once layers train, the run ends with the best weights so far instead of failing: see <see cref="TrainedClassifier.WasInterrupted"/>.
    /// </param>
    /// <returns>The classifier; dispose it.</returns>
    /// <exception cref="BadDataException">The rows can't be read or learnt from.</exception>
    /// <exception cref="UsageException">Options are at fault, the strategy needs an encoder and none was given, or the checkpoints are of another run.</exception>
    /// <exception cref="ModelFormatException">The model can't be used.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded, the loss diverges or is no longer finite, or a checkpoint can't be written.</exception>
    public static async Task<TrainedClassifier> RunAsync(
        ModelFolder? model,
        LabeledCorpus? target,
        ClassifierTrainingOptions? options = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new ClassifierTrainingOptions();
        options.Validate();
        ClassifierStrategy strategy = options.Strategy;
        if (strategy.NeedsEncoder && model is null)
            throw new UsageException($"the strategy {strategy.Name} needs a pretrained encoder; give one with --model");

        if (strategy.UsesLora && !options.Lora.Merge && model!.IsAdapter)
            throw new UsageException($"{model.Path} is an adapter itself, and one on top of it can't be saved apart; save the new one merged");

        ClassifierRows rows = await ClassifierRows.ReadAsync(target, options, cancellationToken).ConfigureAwait(false);
        rows.Check(strategy);
        EncoderSession? session = strategy.NeedsEncoder
            ? await Task.Run(() => EncoderSession.Open(model!, options.MaxLength, options.BatchTokens, progress, options.Precision), cancellationToken).ConfigureAwait(false)
            : null;
        try
        {
            Provenance begun = Describe(model, target, options);
            RunCheckpoints? checkpoints = strategy.FineTunes ? options.Checkpoints?.Begin(new RunFingerprint(begun, ("rows", rows.Hash()))) : null;
            ClassifierParts parts = await new ClassifierTrainer(session, options, checkpoints).TrainAsync(rows, null, progress, cancellationToken).ConfigureAwait(false);
            var contents = new ClassifierContents
            {
                Strategy = parts.Choice?.Chosen ?? strategy,
                Choice = parts.Choice,
                Linear = parts.Linear?.Classifier,
                Frozen = parts.Linear is { Classifier.Dimension: > 0 } ? session : null,
                Tuned = parts.Tuned,
                TunedFrom = parts.Tuned is null ? null : model,
                Floor = rows.Target is { } own ? TrainFloor(own) : null,
                TrainingRows = LeakageIndex.Build(rows.Read),
                Provenance = Complete(begun, options, parts),
                Owned = session is null ? [] : [session],
            };
            return new TrainedClassifier(contents, parts.Linear?.Selection, parts.Run);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>The letters ensemble on the target's rows; null where they have one label only, from which nothing can be learnt.</summary>
    private static CombinedClassifier? TrainFloor(LabeledRows rows) =>
        rows.Labels.Distinct(StringComparer.Ordinal).Count() < 2 ? null : LinearTraining.Letters(rows.Texts, rows.Labels);

    private static Provenance Describe(ModelFolder? model, LabeledCorpus? target, ClassifierTrainingOptions options)
    {
        var named = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["strategy"] = options.Strategy.Name,
            ["select"] = options.Select ? "true" : "false",
        };
        if (options.MaxLength is { } length)
            named["maxLength"] = length.ToString(CultureInfo.InvariantCulture);
        if (options.Strategy.NeedsEncoder)
            named["batchTokens"] = options.BatchTokens.ToString(CultureInfo.InvariantCulture);
        if (options.Strategy.FineTunes)
        {
            if (options.TransferFrom.Count > 0)
                named["firstStage"] = options.FirstStage.Describe();
            if (options.Strategy.UsesLora)
                named["lora"] = options.Lora.Describe();
            named["secondStage"] = options.SecondStage.Describe();
            named["sourceTemperature"] = options.SourceTemperature.ToString(CultureInfo.InvariantCulture);
            named["mixTarget"] = options.MixTarget ? "true" : "false";
            named["holdoutFraction"] = options.HoldoutFraction.ToString(CultureInfo.InvariantCulture);
        }

        return new Provenance
        {
            Command = "finetune classify",
            Options = named,
            Seed = options.Seed,
            Inputs =
            [
                .. target is null ? [] : Inputs("train", target.Language, target.Files),
                .. options.TransferFrom.SelectMany(source => Inputs("transfer-from", source.Language, source.Files)),
                .. options.Unlabeled.SelectMany(text => Inputs("unlabeled", text.Language, text.Files)),
            ],
            Parents = model is null || !options.Strategy.NeedsEncoder ? [] : [new ProvenanceInput(NameOf(model.Path), ContentHash.OfFolder(model.Path))],
            Kernels = options.Strategy.NeedsEncoder ? Torch.LinearKernel.Choose(options.Precision, Torch.LinearKernel.Processor).Name : null,
        };
    }

    /// <summary>With what is known at the end alone.</summary>
    private static Provenance Complete(Provenance begun, ClassifierTrainingOptions options, ClassifierParts parts)
    {
        var named = new SortedDictionary<string, string>(begun.Options.ToDictionary(), StringComparer.Ordinal);
        if (options.Strategy.FineTunes)
        {
            named["steps"] = parts.Run.Steps.ToString(CultureInfo.InvariantCulture);
            AdaptedProvenance.AddMemory(named, parts.Run);
            if (parts.Run.Interrupted)
                named["interrupted"] = "true";
        }

        if (parts.Choice is { } choice)
            (named[ClassifierFolder.StrategyOption], named["chosenBy"]) = (choice.Chosen.Name, options.Strategy.Name);
        return begun with { Options = named, PredictingParts = [.. PartNames(parts)] };
    }

    private static IEnumerable<ProvenanceInput> Inputs(string role, string? language, IReadOnlyList<string> files) => files
        .Where(File.Exists)
        .Select(file => new ProvenanceInput($"{role} {(language is null ? "" : language + "=")}{NameOf(file)}", ContentHash.OfFile(file)));

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));

    /// <summary>The parts that are left after the selection.</summary>
    private static IEnumerable<string> PartNames(ClassifierParts parts) =>
        (parts.Linear?.Classifier.Parts.Select(part => part.Kind) ?? []).Concat(parts.Tuned is null ? [] : ["encoder"]);
}
