using System.Text.Json.Nodes;
using NlpTransfer.LinearModels;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>Writes a trained classifier as a folder.</summary>
/// <param name="contents">What it consists of.</param>
/// <param name="type">The type of the encoder's weights; null for the one each was read in.</param>
internal sealed class ClassifierFolderWriter(ClassifierContents contents, TensorType? type)
{
    /// <summary>Fills and commits a folder.</summary>
    /// <exception cref="UsageException">The classifier is another program's and stands in a folder already.</exception>
    internal void Write(AtomicFolder goal, SelectionReport? selection, IReadOnlyList<CardScore> evaluation)
    {
        if (contents.Foreign is not null)
            throw new UsageException("the classifier was made by another program and stands in its folder unchanged; copy that instead of saving it");
        if (type is not (null or TensorType.Float32 or TensorType.Float16 or TensorType.BFloat16))
            throw new UsageException($"weights are saved as float32, float16 or bfloat16, not {type}");
        ModelCard card = ClassifierCard.Create(Path.GetFileName(goal.Goal), contents, selection, evaluation);
        goal.Fill(folder =>
        {
            if (contents.Tuned is { } tuned)
                WriteTuned(folder, goal.Goal, tuned, card);
            else if (contents.Frozen is { } frozen)
                WriteFrozen(folder, frozen.Folder, contents.Provenance, card, WriteLinear);
            else
                WriteWithoutEncoder(folder, card);
        });
        goal.Commit();
    }

    private void WriteTuned(string folder, string goal, FineTunedClassifier tuned, ModelCard card)
    {
        ModelFolder from = contents.TunedFrom!;
        LinearLayer head = tuned.Model.Head;
        var dense = new DenseLayer((int)head.Weight.shape[1], (int)head.Weight.shape[0], TensorMemory.ToArray(head.Weight), TensorMemory.ToArray(head.Bias!));
        TorchEncoder encoder = tuned.Model.Encoder;
        using ITensorSource source = from.OpenWeights();
        ModelFolderWriter.WriteInto(folder, new ModelContents
        {
            Config = Config(from, tuned.Labels, encoder.Lora is null ? type : null),
            Tensors = encoder.Lora is null ? BodyTensors.Of(from, source, encoder, type) : [],
            Adapter = encoder.Lora is null ? null : AdapterTensors.Of(from, encoder, goal, type),
            WriteTokenizer = place => TokenizerFiles.Copy(from.EncoderPath, place),
            Sentence = from.Sentence with { Steps = [new SentenceStep(dense)], MaxLength = tuned.MaxLength },
            Provenance = contents.Provenance,
            Card = card,
            WriteMore = place =>
            {
                WriteLinear(place);
                if (contents.Frozen is null)
                    return;
                string frozen = Directory.CreateDirectory(Path.Combine(place, ClassifierFolder.FrozenFolder)).FullName;
                WriteFrozen(frozen, contents.Frozen.Folder, null, null, null);
            },
        });
    }

    /// <summary>The encoder as it is, with the vector part of the linear classifier as its Dense module.</summary>
    private void WriteFrozen(string folder, ModelFolder from, Provenance? provenance, ModelCard? card, Action<string>? writeMore)
    {
        CombinedClassifier linear = contents.Linear!;
        using ITensorSource source = from.OpenWeights();
        ModelFolderWriter.WriteInto(folder, new ModelContents
        {
            Config = Config(from, linear.Labels, type),
            Tensors = BodyTensors.Of(from, source, null, type),
            WriteTokenizer = goal => TokenizerFiles.Copy(from.EncoderPath, goal),
            Sentence = from.Sentence with { Steps = [SentenceStep.Normalize, new SentenceStep(linear.ToDenseLayer()!)], MaxLength = contents.Frozen!.Input.MaxLength },
            Provenance = provenance,
            Card = card,
            WriteMore = writeMore,
        });
    }

    private void WriteWithoutEncoder(string folder, ModelCard card)
    {
        WriteLinear(folder);
        contents.Provenance.Write(folder);
        File.WriteAllText(Path.Combine(folder, ModelCard.FileName), card.ToMarkdown());
    }

    private void WriteLinear(string folder)
    {
        contents.Linear?.Save(Path.Combine(folder, ClassifierFolder.LinearFile));
        contents.Floor?.Save(Path.Combine(folder, ClassifierFolder.FloorFile));
        if (contents.TrainingRows is { } rows)
            SafetensorsWriter.Write(Path.Combine(folder, ClassifierFolder.RowsFile), rows.ToTensors());
    }

    private static JsonObject Config(ModelFolder from, IReadOnlyList<string> labels, TensorType? weights)
    {
        EncoderConfigEditor editor = new EncoderConfigEditor(from).WithHead(EncoderHead.None).WithLabels(labels);
        return (weights is { } wanted ? editor.WithType(wanted) : editor).ToJson();
    }
}
