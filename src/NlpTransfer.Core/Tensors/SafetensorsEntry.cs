namespace NlpTransfer;

/// <summary>One tensor as a safetensors header states it, not yet checked against the file.</summary>
internal sealed record SafetensorsEntry(string Name, TensorType Type, long[] Shape, long Begin, long End);
