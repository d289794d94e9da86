using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>
/// What a run was made from: command, options, seed, hashes of inputs and models, threads and kernels. A run goes on from a checkpoint only where all of it is the same, since nothing
/// else would give the bytes that the run would have given without the stop.
/// </summary>
internal sealed class RunFingerprint
{
    private const string WhatWasRead = "what was read, ";

    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Takes what a provenance states.</summary>
    /// <param name="provenance">What will be written about the run, as far as it is known before it.</param>
    /// <param name="read">Hashes of what was read, whatever columns, limits and draws led to it.</param>
    internal RunFingerprint(Provenance provenance, params (string Name, string Hash)[] read)
    {
        _values["command"] = provenance.Command;
        if (provenance.Seed is { } seed)
            _values["seed"] = Text(seed);
        foreach ((string name, string value) in provenance.Options)
            AddOption(name, value);
        AddInputs("input", provenance.Inputs);
        AddInputs("model", provenance.Parents);
        _values["threads"] = Text(LibTorch.Threads);
        _values["kernels"] = provenance.Kernels ?? "none";
        foreach ((string name, string hash) in read)
            _values[WhatWasRead + name] = hash;
    }

    private RunFingerprint(IReadOnlyDictionary<string, string> values)
    {
        foreach ((string name, string value) in values)
            _values[name] = value;
    }

    /// <summary>All that counts, by name.</summary>
    internal IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>As it was read from a checkpoint.</summary>
    internal static RunFingerprint Of(IReadOnlyDictionary<string, string> values) => new(values);

    /// <summary>What another run has otherwise, a phrase each, in the order of the names: <c>secondStage.epochs (3 there, 5 here)</c>.</summary>
    internal IReadOnlyList<string> DifferencesFrom(RunFingerprint earlier)
    {
        string[] names = [.. _values.Keys.Union(earlier._values.Keys).Order(StringComparer.Ordinal).Where(name => _values.GetValueOrDefault(name) != earlier._values.GetValueOrDefault(name))];
        // Where an option or a file is another, what is read of the files is as well; that says nothing more.
        string[] causes = [.. names.Where(name => !name.StartsWith(WhatWasRead, StringComparison.Ordinal))];
        return [.. (causes.Length > 0 ? causes : names).Select(name => Describe(name, earlier._values.GetValueOrDefault(name), _values.GetValueOrDefault(name)))];
    }

    // Hashes say nothing to a reader; that the content is another does.
    private static string Describe(string name, string? there, string? here) =>
        there is null ? $"{name} (not there, {Short(here!)} here)"
        : here is null ? $"{name} ({Short(there)} there, not here)"
        : IsHash(there) && IsHash(here) ? $"{name} (its content is another)"
        : $"{name} ({there} there, {here} here)";

    private static bool IsHash(string value) => value.Length == 64 && value.All(char.IsAsciiHexDigitLower);

    private static string Short(string value) => IsHash(value) ? "given" : value;

    /// <summary>Options of records stand in one line, <c>name value; name value</c>; here each stands by itself.</summary>
    private void AddOption(string name, string line)
    {
        string[] parts = line.Split("; ");
        if (parts.Length == 1)
        {
            _values[name] = line;
            return;
        }

        foreach (string part in parts)
        {
            int blank = part.IndexOf(' ', StringComparison.Ordinal);
            _values[blank < 0 ? $"{name}.{part}" : $"{name}.{part[..blank]}"] = blank < 0 ? "" : part[(blank + 1)..];
        }
    }

    private void AddInputs(string role, IReadOnlyList<ProvenanceInput> inputs)
    {
        for (int i = 0; i < inputs.Count; i++)
            _values[$"{role} {Text((ulong)i + 1)}, {inputs[i].Name}"] = inputs[i].Sha256;
    }

    private static string Text<T>(T value) where T : IFormattable => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
