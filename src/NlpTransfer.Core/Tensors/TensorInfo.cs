namespace NlpTransfer;

/// <summary>Name, element type and shape of a tensor.</summary>
/// <param name="Name">The name, unique within its source.</param>
/// <param name="Type">The type of the elements as they are stored.</param>
/// <param name="Shape">The length of each dimension, outermost first; empty for a single number.</param>
public sealed record TensorInfo(string Name, TensorType Type, long[] Shape)
{
    /// <summary>The number of elements: the product of the shape.</summary>
    public long ElementCount { get; } = TensorShapes.Count(Shape);

    /// <summary>The number of bytes that the elements take.</summary>
    public long ByteLength => checked(ElementCount * Type.ElementSize());

    /// <summary>Same name, type and lengths.</summary>
    public bool Equals(TensorInfo? other) =>
        other is not null && Name == other.Name && Type == other.Type && Shape.AsSpan().SequenceEqual(other.Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, ElementCount);

    /// <summary>The tensor in a word, such as <c>classifier.weight F32 [5, 384]</c>.</summary>
    public override string ToString() => $"{Name} {Type.SafetensorsName()} {TensorShapes.Format(Shape)}";
}
