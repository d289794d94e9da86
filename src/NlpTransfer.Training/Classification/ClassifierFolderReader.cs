using System.Globalization;
using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;
using NlpTransfer.Tokenization;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>Opens a folder as a classifier: one that this project trained, or another program's whose head classifies.</summary>
/// <param name="folder">The folder.</param>
/// <param name="maxLength">Tokens of a text that are read; null for what training used.</param>
/// <param name="batchTokens">Tokens of a batch, padding included.</param>
/// <param name="progress">Told of texts done.</param>
/// <param name="precision">The precision of the encoder's products.</param>
internal sealed class ClassifierFolderReader(
    string folder, int? maxLength, int batchTokens, IProgress<WorkProgress>? progress, LinearPrecision precision = LinearPrecision.Float32)
{
    /// <summary>Opens it.</summary>
    /// <exception cref="ModelFormatException">It is no classifier, or damaged.</exception>
    /// <exception cref="UsageException">A length was given for another program's classifier.</exception>
    internal ClassifierContents Read()
    {
        AtomicFolder.Recover(folder);
        if (!Directory.Exists(folder))
            throw new ModelFormatException($"{folder}: there is no such folder; a classifier is a folder that 'finetune classify' wrote.");
        Provenance? provenance = Provenance.Read(folder);
        return provenance is not null && provenance.Options.TryGetValue(ClassifierFolder.StrategyOption, out string? strategy)
            ? ReadOwn(provenance, StrategyOf(strategy))
            : ReadForeign(provenance);
    }

    private ClassifierContents ReadOwn(Provenance provenance, ClassifierStrategy strategy)
    {
        int? length = maxLength ?? LengthOf(provenance);
        string linearPath = Path.Combine(folder, ClassifierFolder.LinearFile), floorPath = Path.Combine(folder, ClassifierFolder.FloorFile);
        CombinedClassifier? linear = strategy.UsesLetters || strategy.NeedsVectors ? CombinedClassifier.Load(linearPath) : null;
        // A selection may have left letters alone: then there is no encoder to open.
        bool readsVectors = linear is { Dimension: > 0 };
        ModelFolder? model = strategy.FineTunes || readsVectors ? ModelFolder.Open(folder) : null;
        FineTunedClassifier? tuned = null;
        EncoderSession? frozen = null;
        try
        {
            if (strategy.FineTunes)
                tuned = ReadTuned(model!, length);
            if (readsVectors)
                frozen = EncoderSession.Open(strategy.FineTunes ? ModelFolder.Open(Path.Combine(folder, ClassifierFolder.FrozenFolder)) : model!, length, batchTokens, progress, precision);
            return new ClassifierContents
            {
                Strategy = strategy,
                Linear = linear,
                Frozen = frozen,
                Tuned = tuned,
                TunedFrom = tuned is null ? null : model,
                Floor = File.Exists(floorPath) ? CombinedClassifier.Load(floorPath) : null,
                TrainingRows = ReadRows(Path.Combine(folder, ClassifierFolder.RowsFile)),
                Provenance = provenance,
                Owned = frozen is null ? [] : [frozen],
            };
        }
        catch
        {
            tuned?.Dispose();
            frozen?.Dispose();
            throw;
        }
    }

    /// <summary>A <c>...ForSequenceClassification</c>, or a sentence-transformers folder whose last Dense module has labels in config.json.</summary>
    private ClassifierContents ReadForeign(Provenance? provenance)
    {
        if (maxLength is { } length)
            throw new UsageException($"{folder}: another program's classifier reads as many tokens as it was made for; leave the length of {length} out");
        ModelFolder model = ModelFolder.Open(folder);
        TextTokenizer tokenizer = TextTokenizer.Load(model.RequireTokenizer());
        var classifier = new TorchTextClassifier(model, tokenizer, precision, progress);
        return new ClassifierContents
        {
            Strategy = ClassifierStrategy.Full,
            Foreign = classifier,
            Provenance = provenance ?? new Provenance { Command = "unknown", PredictingParts = ["encoder"] },
            Owned = [classifier],
        };
    }

    private FineTunedClassifier ReadTuned(ModelFolder model, int? length)
    {
        if (model.Sentence.Steps is not [{ Dense: { } dense }])
            throw new ModelFormatException($"{model.Path}: a fine-tuned classifier has one Dense module, whose outputs are the logits, and this folder has {model.Sentence.Steps.Count} modules after its pooling.");
        if (model.Config.Labels is not { } labels || labels.Count != dense.Outputs)
            throw new ModelFormatException($"{model.Path}: config.json names {model.Config.Labels?.Count ?? 0} labels and the head gives {dense.Outputs} logits; they do not belong together.");
        progress?.Report(new WorkProgress("loading the model", 0, 0));
        var input = new EncoderInput(model, TextTokenizer.Load(model.RequireTokenizer()), length);
        var head = new LinearLayer(dense.Inputs, dense.Outputs);
        dense.Weight.CopyTo(TensorMemory.Of(head.Weight));
        dense.Bias?.CopyTo(TensorMemory.Of(head.Bias!));
        return new FineTunedClassifier(new ClassifierModel(TorchEncoder.Load(model, precision), head, model.Sentence.Pooling), input, labels, batchTokens, progress);
    }

    private static LeakageIndex? ReadRows(string path)
    {
        if (!File.Exists(path))
            return null;
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return LeakageIndex.Read(file);
    }

    private int? LengthOf(Provenance provenance)
    {
        if (!provenance.Options.TryGetValue(ClassifierFolder.LengthOption, out string? text))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length > 0 ? length : throw new ModelFormatException(
            $"{Path.Combine(folder, Provenance.FileName)}: the option {ClassifierFolder.LengthOption} is '{text}' where a number of tokens was expected.");
    }

    private ClassifierStrategy StrategyOf(string name)
    {
        try
        {
            return ClassifierStrategy.Parse(name);
        }
        catch (UsageException fault)
        {
            throw new ModelFormatException($"{Path.Combine(folder, Provenance.FileName)}: {fault.Message}.", fault);
        }
    }
}
