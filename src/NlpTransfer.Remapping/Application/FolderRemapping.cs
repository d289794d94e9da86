using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Remapping;

/// <summary>Applies a plan to a model folder: embeddings, output embeddings and bias, ids, tokenizer and config together, or nothing.</summary>
internal sealed class FolderRemapping
{
    private const string Weights = "model.safetensors";

    private readonly RemapPlan _plan;
    private readonly VocabularyFolder _model;
    private readonly RemapOptions _options;
    private readonly TextTokenizer _old;
    private readonly FolderFiles _files;
    private readonly SpecialTokenIds _ids;
    private readonly IReadOnlyDictionary<VocabularySection, MovedPositions> _positions;

    public FolderRemapping(RemapPlan plan, VocabularyFolder model, RemapOptions options)
    {
        (_plan, _model, _options) = (plan, model, options);
        _old = model.Tokenizer;
        _files = FolderFiles.Of(model);
        Check();
        _ids = new SpecialTokenIds(_old, plan.Tokenizer);
        foreach (VocabularySection section in model.Sections.Where(section => section.Name is null))
            CheckPadding(section);
        _positions = model.Sections.Where(section => section.Positions is not null)
            .ToDictionary(section => section, section => new MovedPositions(section.Positions!.Value, section.PaddingId, _ids.NewId(section.PaddingId, ConfigPath, "pad_token_id")));
    }

    private string ConfigPath => Path.Combine(_model.BodyPath, "config.json");

    public RemapResult Write(string output, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        RemapResult? result = null;
        AtomicFolder.Write(output, _options.Force, folder =>
        {
            string encoder = Path.Combine(folder, Path.GetRelativePath(_model.Path, _model.BodyPath));
            Directory.CreateDirectory(encoder);
            string parentHash = WriteWeights(Path.Combine(encoder, Weights), progress, cancellation);
            _model.Goal.Write(_plan.Tokenizer, encoder);
            WriteConfigs(encoder);
            foreach (string file in _files.Carried)
                Copy(Path.Combine(_model.Path, file), Path.Combine(folder, file));
            string parent = _options.ParentName ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_model.Path)));
            Provenance provenance = _options.Provenance with
            {
                Parents = [.. _options.Provenance.Parents, new ProvenanceInput($"{parent}/{Weights}", parentHash, _options.ParentLicence)],
            };
            provenance.Write(folder);
            if (_options.PlanName is { } plan)
                RemapPlanFile.WriteAsync(_plan, Path.Combine(folder, plan), overwrite: false, cancellation).GetAwaiter().GetResult();
            result = Result(output, encoder);
            IReadOnlyDictionary<string, string> documents = _options.Documents?.Invoke(result) ?? new Dictionary<string, string>();
            foreach ((string name, string text) in documents)
                File.WriteAllText(Path.Combine(folder, name), text);
            if (!documents.ContainsKey("README.md"))
                File.WriteAllText(Path.Combine(folder, "README.md"), ShortCard(parent));
        });
        return result!;
    }

    private void Check()
    {
        string place = _model.Path;
        int rows = _model.Sections.Min(section => section.Rows);
        if (_old.VocabularySize > rows)
        {
            throw new ModelFormatException($"{place}: the tokenizer has {_old.VocabularySize} tokens and the model's matrix {rows} rows, so some tokens have no vector; " +
                "tokenizer and model do not belong together.");
        }

        if (_plan.OldVocabularySize != _old.VocabularySize)
        {
            throw new ModelFormatException($"{place}: the plan was made for a tokenizer of {_plan.OldVocabularySize} tokens and the model's has {_old.VocabularySize}; " +
                "make a plan for this model.");
        }

        for (int row = 0; row < _plan.Rows.Count; row++)
        {
            int id = _plan.Rows[row].OldToken;
            if (_old.IdToToken(id) != _plan.OldPiece(row))
                throw new ModelFormatException($"{place}: old id {id} is '{_plan.OldPiece(row)}' in the plan and '{_old.IdToToken(id)}' in the model's tokenizer; make a plan for this model.");
        }
    }

    private void CheckPadding(VocabularySection section)
    {
        int padding = section.PaddingId;
        if (!_model.HasModelIds && padding >= _plan.NewVocabularySize)
        {
            throw new ModelFormatException($"{ConfigPath}: pad_token_id is {padding}, an id of the target's vocabulary that fills sources too, and the new vocabulary of sources has {_plan.NewVocabularySize} tokens; " +
                "exchange the target's vocabulary first (--side target), which gives its padding token a small id.");
        }

        if (section.FixesPadding && _ids.NewId(padding, ConfigPath, "pad_token_id") is var now && now != padding)
        {
            throw new ModelFormatException($"{_model.Path}: the model counts positions from its padding token, which has the id {padding} and would have {now}, so that every place in a text would be told " +
                $"otherwise; give the new tokenizer the token '{_old.IdToToken(padding)}' as its id {padding}.");
        }
    }

    /// <summary>Writes the weights and returns the hash of the old ones.</summary>
    private string WriteWeights(string path, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using ITensorSource source = _model.OpenWeights();
        IReadOnlyDictionary<string, int> vocabulary = VocabularyTensors.Find(_model, source);
        NamedTensor[] tensors = [.. source.Tensors.Select(tensor => vocabulary.TryGetValue(tensor.Name, out int axis)
            ? RemappedMatrix.Create(_plan, source, tensor.Name, axis, done => progress?.Report(new WorkProgress($"remapping {tensor.Name}", done, _plan.NewVocabularySize)), cancellation)
            : _positions.Values.FirstOrDefault(positions => positions.Concern(tensor.Name)) is { } moved ? moved.Create(source, tensor.Name) : NamedTensor.FromSource(source, tensor.Name))];
        SafetensorsWriter.Write(path, tensors, new Dictionary<string, string> { ["format"] = "pt" });
        return HashOf(_files.Weights, cancellation);
    }

    private string HashOf(IEnumerable<string> files, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        foreach (string file in files)
        {
            using FileStream stream = File.OpenRead(Path.Combine(_model.Path, file));
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void WriteConfigs(string encoder)
    {
        Rewrite("config.json", encoder, config =>
        {
            if (_model.HasModelIds)
                _ids.RewriteConfig(config, ConfigPath);
            foreach (VocabularySection section in _model.Sections)
                RewriteSection(section.Name is { } name ? config[name]!.AsObject() : config, section);
        });
        if (_model.HasModelIds)
            Rewrite("generation_config.json", encoder, config => _ids.RewriteConfig(config, Path.Combine(_model.BodyPath, "generation_config.json")));
        else
            Rewrite("generation_config.json", encoder, _ => { });
        if (!_model.Goal.IsMain)
            return;
        Rewrite("tokenizer_config.json", encoder, _ids.RewriteTokenizerConfig);
        Rewrite("added_tokens.json", encoder, _ids.RewriteAddedTokens);
    }

    private void RewriteSection(JsonObject config, VocabularySection section)
    {
        if (section.Name is { } name)
            _ids.RewriteConfig(config, $"{ConfigPath}: {name}");
        foreach (string key in section.SizeKeys.Where((key, index) => index == 0 || config.ContainsKey(key)))
            config[key] = _plan.NewVocabularySize;
        foreach ((string key, int size) in section.OtherSizes)
            config[key] ??= size;
        if (!_positions.TryGetValue(section, out MovedPositions? positions))
            return;
        config["pad_token_id"] = positions.PaddingId;
        config[section.Positions!.Value.Key] = positions.Rows;
    }

    private void Rewrite(string name, string encoder, Action<JsonObject> change)
    {
        string path = Path.Combine(_model.BodyPath, name);
        if (JsonFile.ReadOptional(path) is not { } file)
            return;
        JsonObject json = JsonObject.Create(file.Element)!;
        change(json);
        File.WriteAllBytes(Path.Combine(encoder, name), JsonText.Write(writer => json.WriteTo(writer)));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.WriteAllBytes(to, File.ReadAllBytes(from));
    }

    private RemapResult Result(string output, string encoder) => new(
        output, _model.Rows, _plan.NewVocabularySize, _model.Rows - _old.VocabularySize,
        _files.Weights.Sum(file => new FileInfo(Path.Combine(_model.Path, file)).Length) + new FileInfo(_model.TokenizerPath).Length,
        new FileInfo(Path.Combine(encoder, Weights)).Length + _model.Goal.Written.Sum(file => new FileInfo(Path.Combine(encoder, file)).Length),
        _files.LeftBehind);

    private string ShortCard(string parent)
    {
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"# {parent}, remapped\n\nMade by NlpTransfer from {parent} by giving it another vocabulary of {_plan.NewVocabularySize} tokens. How each is expressed:\n\n");
        foreach ((string method, int count) in _plan.TokensByMethod)
            card.Append(CultureInfo.InvariantCulture, $"- {method}: {count}\n");
        return card.Append("\nWhat made it stands in nlptransfer.json. The licence is the parent's.\n").ToString();
    }
}
