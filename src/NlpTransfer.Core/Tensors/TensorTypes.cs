namespace NlpTransfer;

/// <summary>What is known of each <see cref="TensorType"/>: a table.</summary>
public static class TensorTypes
{
    // The rank is the order in which the reference implementation of safetensors lays tensors out, largest first: with it
    // each tensor begins at a multiple of its element size, and files come out byte for byte as other writers make them.
    private static readonly (TensorType Type, string Name, int Size, int Rank)[] Table =
    [
        (TensorType.Float64, "F64", 8, 7), (TensorType.Float32, "F32", 4, 6), (TensorType.Float16, "F16", 2, 3), (TensorType.BFloat16, "BF16", 2, 4),
        (TensorType.Int64, "I64", 8, 8), (TensorType.Int32, "I32", 4, 5), (TensorType.Int8, "I8", 1, 2), (TensorType.UInt8, "U8", 1, 1),
        (TensorType.Bool, "BOOL", 1, 0),
    ];

    /// <summary>Bytes of one element.</summary>
    public static int ElementSize(this TensorType type) => Table[(int)type].Size;

    /// <summary>The name in a safetensors header, such as <c>F16</c>.</summary>
    public static string SafetensorsName(this TensorType type) => Table[(int)type].Name;

    /// <summary>Whether elements are floating-point numbers, which convert into each other on reading and writing.</summary>
    public static bool IsFloatingPoint(this TensorType type) => type <= TensorType.BFloat16;

    /// <summary>All names of a safetensors header that are understood, for messages.</summary>
    internal static string KnownNames => string.Join(", ", Table.Select(row => row.Name));

    internal static int LayoutRank(this TensorType type) => Table[(int)type].Rank;

    internal static bool TryParse(string name, out TensorType type)
    {
        int index = Array.FindIndex(Table, row => row.Name == name);
        type = index < 0 ? default : Table[index].Type;
        return index >= 0;
    }
}
