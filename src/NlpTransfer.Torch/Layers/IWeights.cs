namespace NlpTransfer.Torch;

/// <summary>A part of a model that knows its weights by the project's names (<see cref="EncoderTensors"/>).</summary>
internal interface IWeights
{
    /// <summary>The weights in a fixed order.</summary>
    IEnumerable<NamedWeight> NamedWeights { get; }
}
