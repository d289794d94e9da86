using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>What a decoder layer sees of the sources.</summary>
/// <param name="Key"><c>[sentences, heads, source length, width]</c>.</param>
/// <param name="Value"><c>[sentences, heads, source length, width]</c>.</param>
internal readonly record struct SourceStates(Tensor Key, Tensor Value)
{
    /// <summary>Those of some sentences, on their own.</summary>
    internal SourceStates Select(Tensor sentences) => new(Key.index_select(0, sentences), Value.index_select(0, sentences));

    /// <summary>Lives on when the scope ends; <see cref="Dispose"/> frees it.</summary>
    internal SourceStates Keep() => new(Key.contiguous().DetachFromDisposeScope(), Value.contiguous().DetachFromDisposeScope());

    internal void Dispose()
    {
        Key.Dispose();
        Value.Dispose();
    }
}
