using System.Text.Json.Nodes;

namespace NlpTransfer.Training;

/// <summary>Writes a trained encoder in place of the one that it was: the same folder with other weights.</summary>
internal sealed class AdaptedFolderWriter(EncoderSession session, Provenance provenance)
{
    private static readonly string[] KeptBeginnings = ["LICENSE", "LICENCE", "NOTICE", "COPYING", "CREDITS"];

    /// <summary>Fills and commits a folder.</summary>
    internal void Write(AtomicFolder goal, ModelCard card)
    {
        ModelFolder from = session.Folder;
        using ITensorSource source = from.OpenWeights();
        goal.Fill(folder => ModelFolderWriter.WriteInto(folder, new ModelContents
        {
            Config = JsonObject.Create(from.RawConfig)!,
            Tensors = BodyTensors.Of(from, source, session.Encoder, type: null),
            WriteTokenizer = to => TokenizerFiles.Copy(from.EncoderPath, to),
            Sentence = File.Exists(Path.Combine(from.Path, "modules.json")) ? from.Sentence : null,
            Provenance = provenance,
            Card = card,
            WriteMore = to => CopyNotices(from.Path, to),
        }));
        goal.Commit();
    }

    /// <summary>Copies the licences and notices of a model into another's folder.</summary>
    internal static void CopyNotices(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file);
            if (KeptBeginnings.Any(begin => name.StartsWith(begin, StringComparison.OrdinalIgnoreCase)))
                File.WriteAllBytes(Path.Combine(to, name), File.ReadAllBytes(file));
        }
    }
}
