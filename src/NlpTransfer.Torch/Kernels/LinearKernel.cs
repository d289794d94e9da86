using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// How a product of activations and weights is computed. Which kernel it is depends on the processor's vendor and features and the number of
/// rows, never on a timing: the same machine always computes the same bytes.
/// </summary>
internal abstract class LinearKernel
{
    /// <summary>Below this many rows the convolution gains nothing over the matrix product.</summary>
    internal const int FewestConvolvedRows = 64;

    /// <summary>The kernel for single precision on this processor.</summary>
    internal static LinearKernel OfThisProcessor { get; } = Choose(LinearPrecision.Float32, ProcessorFeatures.Current);

    /// <summary>What encoders take the processor for. Tests alone set it: products of bfloat16 can be computed everywhere, only slowly.</summary>
    internal static ProcessorFeatures Processor { get; set; } = ProcessorFeatures.Current;

    /// <summary>The name that goes into a model's provenance.</summary>
    internal abstract string Name { get; }

    /// <summary>The kernel for a precision on a processor.</summary>
    /// <exception cref="UsageException">The processor has no instructions for the precision.</exception>
    internal static LinearKernel Choose(LinearPrecision precision, ProcessorFeatures processor)
    {
        processor.Require(precision);
        if (precision == LinearPrecision.BFloat16)
            return new BFloat16();

        // oneMKL, which libtorch multiplies with, keeps to AVX2 on AMD processors; oneDNN, which convolves, does not.
        return processor is { Vendor: "AuthenticAMD", Avx512: true } ? new Convolution() : new MatrixProduct();
    }

    /// <summary>Computes <c>x Wᵀ + b</c>.</summary>
    /// <param name="input"><c>[..., in]</c>.</param>
    /// <param name="weight"><c>[out, in]</c>.</param>
    /// <param name="bias"><c>[out]</c>, or null.</param>
    /// <returns><c>[..., out]</c>.</returns>
    internal abstract Tensor Apply(Tensor input, Tensor weight, Tensor? bias);

    /// <summary>libtorch's matrix product.</summary>
    internal sealed class MatrixProduct : LinearKernel
    {
        internal override string Name => "float32 matrix product";

        internal override Tensor Apply(Tensor input, Tensor weight, Tensor? bias) => nn.functional.linear(input, weight, bias);
    }

    /// <summary>The same product as a 1 x 1 convolution: twice as fast on AMD processors with AVX-512.</summary>
    internal sealed class Convolution : LinearKernel
    {
        internal override string Name => "float32 1x1 convolution";

        internal override Tensor Apply(Tensor input, Tensor weight, Tensor? bias)
        {
            long inputs = weight.shape[1], outputs = weight.shape[0];
            if (input.numel() / inputs < FewestConvolvedRows)
                return nn.functional.linear(input, weight, bias);
            long[] shape = input.shape;
            shape[^1] = outputs;
            // The rows are the pixels of an image one pixel high with a channel an input, channels last: no value moves.
            Tensor image = input.reshape(1, 1, -1, inputs).permute(0, 3, 1, 2);
            return nn.functional.conv2d(image, weight.view(outputs, inputs, 1, 1), bias).permute(0, 2, 3, 1).reshape(shape);
        }
    }

    /// <summary>The product of factors rounded to bfloat16; the weights stay singles and are rounded at each use.</summary>
    internal sealed class BFloat16 : LinearKernel
    {
        internal override string Name => "bfloat16 matrix product, float32 weights";

        internal override Tensor Apply(Tensor input, Tensor weight, Tensor? bias) =>
            nn.functional.linear(input.to(ScalarType.BFloat16), weight.to(ScalarType.BFloat16), bias?.to(ScalarType.BFloat16)).to(ScalarType.Float32);
    }
}
