namespace NlpTransfer;

/// <summary>What peft calls the two matrices of an adapter.</summary>
internal static class AdapterNames
{
    private const string Prefix = "base_model.model.";
    private const string DownEnd = ".lora_A.weight";
    private const string UpEnd = ".lora_B.weight";

    /// <summary>The name of A, <c>[rank, inputs]</c>, of a module.</summary>
    internal static string Down(string module) => Prefix + module + DownEnd;

    /// <summary>The name of B, <c>[outputs, rank]</c>, of a module.</summary>
    internal static string Up(string module) => Prefix + module + UpEnd;

    /// <summary>The module that a tensor belongs to; null where the name is none of these.</summary>
    internal static string? ModuleOf(string tensor)
    {
        string? end = new[] { DownEnd, UpEnd }.FirstOrDefault(end => tensor.EndsWith(end, StringComparison.Ordinal));
        return end is null || !tensor.StartsWith(Prefix, StringComparison.Ordinal) || tensor.Length <= Prefix.Length + end.Length
            ? null
            : tensor[Prefix.Length..^end.Length];
    }
}
