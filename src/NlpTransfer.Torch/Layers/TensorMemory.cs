using System.Runtime.InteropServices;
using TorchSharp;

namespace NlpTransfer.Torch;

/// <summary>The values of a tensor where libtorch keeps them.</summary>
internal static class TensorMemory
{
    /// <summary>The values of a contiguous single-precision tensor on the processor; valid while the tensor lives.</summary>
    internal static Span<float> Of(torch.Tensor tensor)
    {
        if (tensor.dtype != torch.ScalarType.Float32 || !tensor.is_contiguous())
            throw new ArgumentException("the tensor must be contiguous and of single precision", nameof(tensor));
        return MemoryMarshal.Cast<byte, float>(tensor.bytes);
    }

    /// <summary>A copy of the values of a single-precision tensor, row-major.</summary>
    internal static float[] ToArray(torch.Tensor tensor)
    {
        using torch.Tensor values = tensor.detach().contiguous();
        return Of(values).ToArray();
    }
}
