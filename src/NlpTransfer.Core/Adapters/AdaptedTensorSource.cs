using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace NlpTransfer;

/// <summary>The tensors of a model with a LoRA adapter added: those that it changes come in single precision, the others as they lie.</summary>
internal sealed class AdaptedTensorSource : ITensorSource
{
    private readonly ITensorSource _below;
    private readonly SafetensorsFile _adapter;
    private readonly AdapterConfig _config;
    private readonly Dictionary<string, string> _modules = new(StringComparer.Ordinal);
    private (string Name, float[] Values)? _last;

    /// <summary>Puts an adapter on a model; disposes both with itself.</summary>
    /// <exception cref="ModelFormatException">They don't fit each other.</exception>
    internal AdaptedTensorSource(ITensorSource below, SafetensorsFile adapter, AdapterConfig config)
    {
        (_below, _adapter, _config) = (below, adapter, config);
        foreach (TensorInfo info in adapter.Tensors)
        {
            string module = AdapterNames.ModuleOf(info.Name) ?? throw new ModelFormatException(
                $"{Location}: tensor '{info.Name}' is no part of a LoRA adapter as peft names them (base_model.model.....lora_A.weight or lora_B.weight).");
            if (!_modules.ContainsValue(module))
                _modules.Add(Check(module), module);
        }

        Tensors = [.. below.Tensors.Select(Adapted)];
    }

    public string Location => _adapter.Location;

    public IReadOnlyList<TensorInfo> Tensors { get; }

    public bool TryGet(string name, [NotNullWhen(true)] out TensorInfo? info)
    {
        bool found = _below.TryGet(name, out info);
        info = found ? Adapted(info!) : null;
        return found;
    }

    public ReadOnlySpan<byte> GetBytes(string name) => _modules.ContainsKey(name) ? MemoryMarshal.AsBytes<float>(Merged(name)) : _below.GetBytes(name);

    public ReadOnlySpan<byte> GetBytes(string name, long start, int length) => _modules.ContainsKey(name)
        ? MemoryMarshal.AsBytes<float>(Merged(name)).Slice(checked((int)start), length)
        : _below.GetBytes(name, start, length);

    public void Dispose()
    {
        _adapter.Dispose();
        _below.Dispose();
    }

    private TensorInfo Adapted(TensorInfo info) => _modules.ContainsKey(info.Name) ? info with { Type = TensorType.Float32 } : info;

    /// <summary>The weight that a module of the adapter changes, after both matrices were found to fit it.</summary>
    private string Check(string module)
    {
        string weight = Find(module) ?? throw new ModelFormatException($"{Location}: the adapter changes '{module}', which the model below ({_below.Location}) does not have; they do not belong together.");
        TensorInfo info = _below.Require(weight, [-1, -1]);
        TensorInfo down = _adapter.Require(AdapterNames.Down(module), [_config.Rank, info.Shape[1]]), up = _adapter.Require(AdapterNames.Up(module), [info.Shape[0], _config.Rank]);
        return info.Type.IsFloatingPoint() && down.Type.IsFloatingPoint() && up.Type.IsFloatingPoint()
            ? weight
            : throw new ModelFormatException($"{Location}: the adapter of '{module}' or the weight below holds integers where floating-point numbers were expected.");
    }

    /// <summary>Names of a model without a head have no prefix in the adapter; in the file below they may, or the other way round.</summary>
    private string? Find(string module)
    {
        string wanted = module + ".weight", tail = "." + wanted;
        if (_below.TryGet(wanted, out _))
            return wanted;
        string[] longer = [.. _below.Tensors.Select(info => info.Name).Where(name => name.EndsWith(tail, StringComparison.Ordinal))];
        if (longer.Length == 1)
            return longer[0];
        string shorter = wanted[(wanted.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return _below.TryGet(shorter, out _) ? shorter : null;
    }

    private float[] Merged(string name)
    {
        if (_last is { } last && last.Name == name)
            return last.Values;
        float[] values = _below.ReadSingles(name);
        string module = _modules[name];
        LowRankUpdate.Add(values, _adapter.ReadSingles(AdapterNames.Down(module)), _adapter.ReadSingles(AdapterNames.Up(module)), _config.Rank, _config.Scale);
        _last = (name, values);
        return values;
    }
}
