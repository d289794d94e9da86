using System.Text.Json.Nodes;
using NlpTransfer.Corpora;
using NlpTransfer.LinearModels;
using NlpTransfer.Torch;
using TorchSharp;

namespace NlpTransfer.Training;

/// <summary>
/// A trained classifier as a folder. The encoder and the part of the classifier that reads its vectors stand in the layout that sentence-transformers
/// opens; what has no place there lies beside it in safetensors.
/// </summary>
internal static class ClassifierFolder
{
    /// <summary>The linear parts: letters, kernel, frozen head, and their weights.</summary>
    internal const string LinearFile = "classifier.safetensors";

    /// <summary>The letters ensemble on the same rows: the floor of every evaluation.</summary>
    internal const string FloorFile = "letters.safetensors";

    /// <summary>The frozen encoder, where the folder's own is a fine-tuned one.</summary>
    internal const string FrozenFolder = "frozen";

    /// <summary>Hashes of the training rows, by which an evaluation finds rows that training has seen.</summary>
    internal const string RowsFile = "training-rows.safetensors";

    private const string StrategyOption = "strategy";
    private const string LengthOption = "maxLength";

    /// <summary>Writes the folder atomically.</summary>
    internal static void Write(string goal, bool force, ClassifierContents contents, SelectionReport? selection, IReadOnlyList<CardScore> evaluation)
    {
        using AtomicFolder folder = AtomicFolder.Create(goal, force);
        Write(folder, contents, selection, evaluation);
    }

    /// <summary>Fills and commits a folder.</summary>
    internal static void Write(AtomicFolder goal, ClassifierContents contents, SelectionReport? selection, IReadOnlyList<CardScore> evaluation)
    {
        ModelCard card = ClassifierCard.Create(Path.GetFileName(goal.Goal), contents, selection, evaluation);
        goal.Fill(folder =>
        {
            if (contents.Tuned is { } tuned)
                WriteTuned(folder, tuned, contents, card);
            else if (contents.Frozen is { } frozen)
                WriteFrozen(folder, frozen.Folder, contents.Linear!, contents.Provenance, card, more => WriteLinear(more, contents));
            else
                WriteWithoutEncoder(folder, contents, card);
        });
        goal.Commit();
    }

    /// <summary>Opens a folder.</summary>
    internal static ClassifierContents Read(string folder, int? maxLength, int batchTokens, IProgress<WorkProgress>? progress)
    {
        Provenance provenance = ReadProvenance(folder);
        ClassifierStrategy strategy = StrategyOf(folder, provenance);
        int? length = maxLength ?? (provenance.Options.TryGetValue(LengthOption, out string? text) && int.TryParse(text, out int trained) ? trained : null);
        string linearPath = Path.Combine(folder, LinearFile), floorPath = Path.Combine(folder, FloorFile);
        var owned = new List<IDisposable>();
        FineTunedClassifier? tuned = null;
        try
        {
            ModelFolder? model = strategy.NeedsEncoder ? ModelFolder.Open(folder) : null;
            if (strategy.FineTunes)
                tuned = ReadTuned(model!, length, batchTokens, progress);
            CombinedClassifier? linear = strategy.UsesLetters || strategy.NeedsVectors ? CombinedClassifier.Load(linearPath) : null;
            EncoderSession? frozen = null;
            if (linear is { Dimension: > 0 })
            {
                frozen = EncoderSession.Open(strategy.FineTunes ? ModelFolder.Open(Path.Combine(folder, FrozenFolder)) : model!, length, batchTokens, progress);
                owned.Add(frozen);
            }

            return new ClassifierContents
            {
                Strategy = strategy,
                Linear = linear,
                Frozen = frozen,
                Tuned = tuned,
                TunedFrom = tuned is null ? null : model,
                Floor = File.Exists(floorPath) ? CombinedClassifier.Load(floorPath) : null,
                TrainingRows = ReadRows(Path.Combine(folder, RowsFile)),
                Provenance = provenance,
                Owned = owned,
            };
        }
        catch
        {
            tuned?.Dispose();
            owned.ForEach(item => item.Dispose());
            throw;
        }
    }

    private static LeakageIndex? ReadRows(string path)
    {
        if (!File.Exists(path))
            return null;
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return LeakageIndex.Read(file);
    }

    private static Provenance ReadProvenance(string folder)
    {
        AtomicFolder.Recover(folder);
        if (!Directory.Exists(folder))
            throw new ModelFormatException($"{folder}: there is no such folder; a classifier is a folder that 'finetune classify' wrote.");
        return Provenance.Read(folder) ?? throw new ModelFormatException(
            $"{folder}: the folder has no {Provenance.FileName}, so it is not a classifier of this project; train one with 'finetune classify --model {folder}'.");
    }

    private static ClassifierStrategy StrategyOf(string folder, Provenance provenance)
    {
        if (!provenance.Options.TryGetValue(StrategyOption, out string? name))
        {
            throw new ModelFormatException(
                $"{Path.Combine(folder, Provenance.FileName)}: '{provenance.Command}' made this model, which is no classifier; train one with 'finetune classify --model {folder}'.");
        }

        try
        {
            return ClassifierStrategy.Parse(name);
        }
        catch (UsageException fault)
        {
            throw new ModelFormatException($"{Path.Combine(folder, Provenance.FileName)}: {fault.Message}.", fault);
        }
    }

    private static FineTunedClassifier ReadTuned(ModelFolder folder, int? maxLength, int batchTokens, IProgress<WorkProgress>? progress)
    {
        if (folder.Sentence.Dense is not [{ } dense])
            throw new ModelFormatException($"{folder.Path}: a fine-tuned classifier has one Dense module, whose outputs are the logits, and this folder has {folder.Sentence.Dense.Count}.");
        if (folder.Config.Labels is not { } labels || labels.Count != dense.Outputs)
            throw new ModelFormatException($"{folder.Path}: config.json names {folder.Config.Labels?.Count ?? 0} labels and the head gives {dense.Outputs} logits; they do not belong together.");
        progress?.Report(new WorkProgress("loading the model", 0, 0));
        var input = new EncoderInput(folder, Tokenization.TextTokenizer.Load(folder.RequireTokenizer()), maxLength);
        var head = new LinearLayer(dense.Inputs, dense.Outputs);
        using (torch.no_grad())
        {
            dense.Weight.CopyTo(TensorMemory.Of(head.Weight));
            dense.Bias?.CopyTo(TensorMemory.Of(head.Bias!));
        }

        return new FineTunedClassifier(new ClassifierModel(TorchEncoder.Load(folder), head, folder.Sentence.Pooling), input, labels, batchTokens);
    }

    private static void WriteTuned(string folder, FineTunedClassifier tuned, ClassifierContents contents, ModelCard card)
    {
        ModelFolder from = contents.TunedFrom!;
        LinearLayer head = tuned.Model.Head;
        var dense = new DenseLayer((int)head.Weight.shape[1], (int)head.Weight.shape[0], TensorMemory.Of(head.Weight).ToArray(), TensorMemory.Of(head.Bias!).ToArray());
        using ITensorSource source = from.OpenWeights();
        ModelFolderWriter.WriteInto(folder, new ModelContents
        {
            Config = ConfigWithLabels(from, tuned.Labels),
            Tensors = TunedTensors.Of(tuned.Model.Encoder, from, source),
            WriteTokenizer = goal => TokenizerFiles.Copy(from.EncoderPath, goal),
            Sentence = from.Sentence with { Steps = [new SentenceStep(dense)] },
            Provenance = contents.Provenance,
            Card = card,
            WriteMore = goal =>
            {
                WriteLinear(goal, contents);
                if (contents.Frozen is null)
                    return;
                string frozen = Directory.CreateDirectory(Path.Combine(goal, FrozenFolder)).FullName;
                WriteFrozen(frozen, contents.Frozen.Folder, contents.Linear!, null, null, null);
            },
        });
    }

    /// <summary>The encoder as it is, with the vector part of the linear classifier as its Dense module.</summary>
    private static void WriteFrozen(string folder, ModelFolder from, CombinedClassifier linear, Provenance? provenance, ModelCard? card, Action<string>? writeMore)
    {
        using ITensorSource source = from.OpenWeights();
        ModelFolderWriter.WriteInto(folder, new ModelContents
        {
            Config = ConfigWithLabels(from, linear.Labels),
            Tensors = [.. source.Tensors.Select(info => NamedTensor.FromSource(source, info.Name))],
            WriteTokenizer = goal => TokenizerFiles.Copy(from.EncoderPath, goal),
            Sentence = from.Sentence with { Steps = [SentenceStep.Normalize, new SentenceStep(linear.ToDenseLayer()!)] },
            Provenance = provenance,
            Card = card,
            WriteMore = writeMore,
        });
    }

    private static void WriteWithoutEncoder(string folder, ClassifierContents contents, ModelCard card)
    {
        WriteLinear(folder, contents);
        contents.Provenance.Write(folder);
        File.WriteAllText(Path.Combine(folder, ModelCard.FileName), card.ToMarkdown());
    }

    private static void WriteLinear(string folder, ClassifierContents contents)
    {
        contents.Linear?.Save(Path.Combine(folder, LinearFile));
        contents.Floor?.Save(Path.Combine(folder, FloorFile));
        if (contents.TrainingRows is { } rows)
            SafetensorsWriter.Write(Path.Combine(folder, RowsFile), rows.ToTensors());
    }

    private static JsonObject ConfigWithLabels(ModelFolder from, IReadOnlyList<string> labels)
    {
        JsonObject config = JsonObject.Create(from.RawConfig)!;
        var idToLabel = new JsonObject();
        var labelToId = new JsonObject();
        for (int i = 0; i < labels.Count; i++)
        {
            idToLabel[i.ToString(System.Globalization.CultureInfo.InvariantCulture)] = labels[i];
            labelToId[labels[i]] = i;
        }

        config["id2label"] = idToLabel;
        config["label2id"] = labelToId;
        return config;
    }
}
