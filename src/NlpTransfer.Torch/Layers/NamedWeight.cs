using TorchSharp.Modules;

namespace NlpTransfer.Torch;

/// <summary>A weight under its name in <see cref="EncoderTensors"/>.</summary>
internal readonly record struct NamedWeight(string Name, Parameter Value);
