using System.Runtime.InteropServices;
using System.Text.Json;

namespace NlpTransfer.LinearModels;

/// <summary>Reads what <see cref="CombinedWriter"/> wrote, trusting none of it.</summary>
internal sealed class CombinedReader
{
    private const int MostLabels = 100_000;

    private readonly string _path;
    private readonly SafetensorsFile _file;
    private readonly CombinedDocument _document;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    private CombinedReader(string path, SafetensorsFile file)
    {
        _path = path;
        _file = file;
        _document = ReadDocument();
    }

    public static CombinedClassifier Read(string path, ITextEmbedder? embedder, ITextClassifier? encoder)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return new CombinedReader(path, file).Build(embedder, encoder);
    }

    private CombinedDocument ReadDocument()
    {
        if (!_file.Metadata.TryGetValue(CombinedDocument.Key, out string? json))
            throw Fault($"has no metadata \"{CombinedDocument.Key}\"; it is not a linear classifier of this project");
        try
        {
            return JsonSerializer.Deserialize<CombinedDocument>(json, CombinedJson.Options) ?? throw Fault($"metadata \"{CombinedDocument.Key}\" is null");
        }
        catch (JsonException e)
        {
            throw Fault($"metadata \"{CombinedDocument.Key}\", {e.Path ?? "$"}: not what was expected there", e);
        }
    }

    private CombinedClassifier Build(ITextEmbedder? embedder, ITextClassifier? encoder)
    {
        Check(_document.Schema == CombinedDocument.CurrentSchema, $"$.schema is {_document.Schema}, only {CombinedDocument.CurrentSchema} is read");
        string[] labels = _document.Labels;
        Check(labels.Length is >= 2 and <= MostLabels && labels.All(label => label is not null) && labels.Distinct(StringComparer.Ordinal).Count() == labels.Length, "$.labels must be at least two different labels");
        Check(IsPositive(_document.Strength), "$.strength must be above 0");
        Check(_document.Features.All(set => set is not null) && _document.Parts.All(part => part is not null), "$.features and $.parts may not hold null");
        TfidfFeatures[] features = [.. _document.Features.Select(ReadFeatures)];
        var parts = new List<(IClassifierPart, double)>();
        PartDocument? encoderPart = null;
        for (int i = 0; i < _document.Parts.Length; i++)
        {
            PartDocument part = _document.Parts[i];
            Check(IsPositive(part.Weight) && IsPositive(part.Scale) && IsPositive(part.MeanLength), $"$.parts[{i}]: weight, scale and meanLength must be above 0");
            Check(part.Features is not null && part.Features.All(set => set >= 0 && set < features.Length), $"$.parts[{i}].features names a feature set that is not there");
            switch (part.Kind)
            {
                case LettersPart.Name:
                    Check(part.Features!.Length > 0, $"$.parts[{i}].features is empty");
                    parts.Add((new LettersPart([.. part.Features.Select((set, j) => (set, ReadSingles($"parts.{i}.weights.{j}", features[set].Count, labels.Length)))]), part.Weight));
                    break;
                case LinearPart.KernelName or LinearPart.FrozenName:
                    parts.Add((ReadLinear(part, $"parts.{i}", features, labels.Length), part.Weight));
                    break;
                case EncoderPart.Name:
                    Check(encoderPart is null, $"$.parts[{i}]: there is one fine-tuned classifier at most");
                    encoderPart = part;
                    break;
                default:
                    throw Fault($"$.parts[{i}].kind is \"{part.Kind}\"; letters, kernel, frozen and encoder are read");
            }
        }

        Check(parts.Count > 0, "$.parts is empty");
        if (_file.Tensors.FirstOrDefault(tensor => !_read.Contains(tensor.Name)) is { } unread)
            throw Fault($"tensor {unread.Name} belongs to nothing that $.parts and $.features tell of");
        Check(parts.Select(part => part.Item1.Dimension).Where(dimension => dimension > 0).Distinct().Count() <= 1, "$.parts read vectors of different widths");
        if (encoderPart is not null && encoder is null)
            throw new UsageException($"{_path}: a fine-tuned classifier is a part of this one; load it and hand it over.");
        if (encoderPart is null && encoder is not null)
            throw new UsageException($"{_path}: no fine-tuned classifier is a part of this one; load it without.");
        return new CombinedClassifier(labels, features, [.. parts], _document.Strength, embedder,
            encoderPart is null ? null : EncoderPart.Create(encoder!, labels, encoderPart.Weight, encoderPart.Scale));
    }

    private TfidfFeatures ReadFeatures(FeatureDocument set, int number)
    {
        var options = new NgramOptions(set.Kind, set.Shortest, set.Longest, set.MinDocuments, set.DropMarks);
        Check(options.Fault() is null, $"$.features[{number}]: {options.Fault()}");
        Check(set.Documents >= 1, $"$.features[{number}].documents must be at least 1");
        ReadOnlySpan<byte> bytes = Bytes($"features.{number}.ngrams", TensorType.UInt8);
        ReadOnlySpan<int> ends = MemoryMarshal.Cast<byte, int>(Bytes($"features.{number}.ends", TensorType.Int32));
        int[] frequencies = MemoryMarshal.Cast<byte, int>(Bytes($"features.{number}.document_frequencies", TensorType.Int32)).ToArray();
        Check(frequencies.Length == ends.Length, $"features.{number}.document_frequencies and .ends differ in length");
        var table = new NgramTable();
        int start = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            Check(ends[i] > start && ends[i] <= bytes.Length, $"features.{number}.ends[{i}] is {ends[i]}, outside {start + 1} to {bytes.Length}");
            Check(table.GetOrAdd(bytes[start..ends[i]]) == i, $"features.{number}.ngrams holds an n-gram twice, the second time at {i}");
            Check(frequencies[i] >= 1 && frequencies[i] <= set.Documents, $"features.{number}.document_frequencies[{i}] is {frequencies[i]}, outside 1 to {set.Documents}");
            start = ends[i];
        }

        Check(start == bytes.Length, $"features.{number}.ngrams is longer than its last end");
        return new TfidfFeatures(options, table, frequencies, set.Documents);
    }

    private LinearPart ReadLinear(PartDocument part, string name, TfidfFeatures[] features, int classes)
    {
        Check(part.Features.Length <= 1 && part.Dimension >= 0 && part.Features.Length + part.Dimension > 0, $"{name} reads neither vectors nor one feature set");
        int set = part.Features.Length > 0 ? part.Features[0] : -1;
        return new LinearPart
        {
            Kind = part.Kind,
            Scale = part.Scale,
            Bias = ReadDoubles($"{name}.bias", classes),
            Centering = part.Dimension == 0 ? null : new VectorCentering(ReadDoubles($"{name}.mean", part.Dimension), part.MeanLength),
            VectorWeights = part.Dimension == 0 ? [] : ReadSingles($"{name}.vector_weights", classes, part.Dimension),
            Features = set,
            FeatureWeights = set < 0 ? [] : ReadSingles($"{name}.feature_weights", features[set].Count, classes),
        };
    }

    private ReadOnlySpan<byte> Bytes(string name, TensorType type)
    {
        TensorInfo info = Require(name, -1);
        Check(info.Type == type && info.ByteLength <= Array.MaxLength, $"tensor {name} must be a vector of {type}");
        return _file.GetBytes(name);
    }

    private TensorInfo Require(string name, params ReadOnlySpan<long> shape)
    {
        _read.Add(name);
        return _file.Require(name, shape);
    }

    private float[] ReadSingles(string name, params ReadOnlySpan<long> shape)
    {
        Check(Require(name, shape).Type == TensorType.Float32, $"tensor {name} must be of Float32");
        float[] values = _file.ReadSingles(name);
        Check(System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<float>(values), $"tensor {name} holds values that are not finite");
        return values;
    }

    private double[] ReadDoubles(string name, params ReadOnlySpan<long> shape)
    {
        Check(Require(name, shape).Type == TensorType.Float64, $"tensor {name} must be of Float64");
        double[] values = _file.ReadDoubles(name);
        Check(System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<double>(values), $"tensor {name} holds values that are not finite");
        return values;
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private void Check(bool isRight, string fault)
    {
        if (!isRight)
            throw Fault(fault);
    }

    private ModelFormatException Fault(string fault, Exception? inner = null) => new($"{_path}: {fault}; train the classifier again or fetch the file anew.", inner);
}
