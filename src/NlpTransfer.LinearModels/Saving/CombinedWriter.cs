using System.Text.Json;

namespace NlpTransfer.LinearModels;

/// <summary>Writes a combined classifier as one safetensors file.</summary>
internal static class CombinedWriter
{
    public static void Write(CombinedClassifier classifier, string path, bool overwrite)
    {
        int classes = classifier.Labels.Count;
        var tensors = new List<NamedTensor>();
        for (int i = 0; i < classifier.Features.Count; i++)
        {
            TfidfFeatures features = classifier.Features[i];
            (ReadOnlyMemory<byte> bytes, ReadOnlyMemory<int> ends) = features.Table.Content;
            tensors.Add(NamedTensor.Create($"features.{i}.ngrams", bytes.ToArray(), bytes.Length));
            tensors.Add(NamedTensor.Create($"features.{i}.ends", ends.ToArray(), ends.Length));
            tensors.Add(NamedTensor.Create($"features.{i}.document_frequencies", features.DocumentFrequencies, features.Count));
        }

        var parts = new List<PartDocument>();
        foreach ((IClassifierPart part, double weight) in classifier.LinearParts)
            parts.Add(part is LettersPart letters ? Add(letters, weight, $"parts.{parts.Count}", classes, tensors) : Add((LinearPart)part, weight, $"parts.{parts.Count}", classes, tensors));
        if (classifier.Encoder is { } encoder)
            parts.Add(new PartDocument(EncoderPart.Name, encoder.Weight, encoder.Temperature, [], 0, 1));
        var document = new CombinedDocument(
            CombinedDocument.CurrentSchema, [.. classifier.Labels], classifier.Strength, [.. classifier.Features.Select(Describe)], [.. parts]);
        SafetensorsWriter.Write(path, tensors, new Dictionary<string, string> { [CombinedDocument.Key] = JsonSerializer.Serialize(document, CombinedJson.Options) }, overwrite);
    }

    private static FeatureDocument Describe(TfidfFeatures features)
    {
        NgramOptions options = features.Options;
        return new FeatureDocument(options.Kind, options.Shortest, options.Longest, options.MinDocuments, options.DropMarks, features.Documents);
    }

    private static PartDocument Add(LettersPart part, double weight, string name, int classes, List<NamedTensor> tensors)
    {
        for (int i = 0; i < part.Members.Count; i++)
            tensors.Add(NamedTensor.Create($"{name}.weights.{i}", part.Members[i].Weights, part.Members[i].Weights.Length / classes, classes));
        return new PartDocument(part.Kind, weight, 1, [.. part.Members.Select(member => member.Features)], 0, 1);
    }

    private static PartDocument Add(LinearPart part, double weight, string name, int classes, List<NamedTensor> tensors)
    {
        tensors.Add(NamedTensor.Create($"{name}.bias", part.Bias, classes));
        if (part.Centering is { } centering)
        {
            tensors.Add(NamedTensor.Create($"{name}.mean", centering.Mean, centering.Mean.Length));
            tensors.Add(NamedTensor.Create($"{name}.vector_weights", part.VectorWeights, classes, centering.Mean.Length));
        }

        if (part.Features >= 0)
            tensors.Add(NamedTensor.Create($"{name}.feature_weights", part.FeatureWeights, part.FeatureWeights.Length / classes, classes));
        return new PartDocument(part.Kind, weight, part.Scale, part.Features >= 0 ? [part.Features] : [], part.Dimension, part.Centering?.Length ?? 1);
    }
}
