namespace NlpTransfer;

/// <summary>The types of tensor elements that are read and written, little-endian.</summary>
public enum TensorType
{
    /// <summary>IEEE double precision, <c>F64</c>.</summary>
    Float64,

    /// <summary>IEEE single precision, <c>F32</c>.</summary>
    Float32,

    /// <summary>IEEE half precision, <c>F16</c>.</summary>
    Float16,

    /// <summary>The upper half of a single, <c>BF16</c>.</summary>
    BFloat16,

    /// <summary>Signed 64-bit integers, <c>I64</c>.</summary>
    Int64,

    /// <summary>Signed 32-bit integers, <c>I32</c>.</summary>
    Int32,

    /// <summary>Signed bytes, <c>I8</c>.</summary>
    Int8,

    /// <summary>Unsigned bytes, <c>U8</c>.</summary>
    UInt8,

    /// <summary>Truth values, a byte each, 0 or 1, <c>BOOL</c>.</summary>
    Bool,
}
