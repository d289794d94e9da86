using System.Text.Json.Nodes;

namespace NlpTransfer.Training;

/// <summary>Writes a masked language model, at the end of a training or on the way, into a folder that is there and empty.</summary>
internal static class MaskedModelFiles
{
    /// <summary>Writes config, weights in the types that they were read in, tokenizer, history, card, and nlptransfer.json.</summary>
    internal static void Write(string folder, MaskedLanguageModel model, MaskedModelOrigin origin, ModelCard card, IReadOnlyList<LossPoint> history, string? lossPicture) =>
        ModelFolderWriter.WriteInto(folder, new ModelContents
        {
            Config = JsonObject.Create(model.Model.Folder.RawConfig)!,
            Tensors = model.Model.ToTensors(),
            WriteTokenizer = origin.WriteTokenizer,
            Sentence = origin.Sentence,
            Provenance = origin.Provenance,
            Card = card,
            WriteMore = to =>
            {
                File.WriteAllText(Path.Combine(to, TrainingLog.FileName), TrainingLog.ToLines(history));
                if (lossPicture is not null)
                    File.WriteAllText(Path.Combine(to, TrainedMaskedModel.PictureName), lossPicture + "\n");
                origin.WriteMore?.Invoke(to);
            },
        });
}
