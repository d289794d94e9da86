using TorchSharp;
using static TorchSharp.torch;

namespace NlpTransfer.Torch.Tests.Layers;

public sealed class LinearKernelTests
{
    [Theory]
    [InlineData("AuthenticAMD", true, "float32 1x1 convolution")]
    [InlineData("AuthenticAMD", false, "float32 matrix product")]
    [InlineData("GenuineIntel", true, "float32 matrix product")]
    [InlineData("", false, "float32 matrix product")]
    public void Choose_Processor_GoesByVendorAndFeatures(string vendor, bool avx512, string expected) =>
        Assert.Equal(expected, LinearKernel.Choose(LinearPrecision.Float32, new ProcessorFeatures { Vendor = vendor, Avx512 = avx512 }).Name);

    [Fact]
    public void Choose_BFloat16_NeedsInstructionsForIt()
    {
        var failure = Assert.Throws<UsageException>(() => LinearKernel.Choose(LinearPrecision.BFloat16, new ProcessorFeatures { Vendor = "AuthenticAMD", Avx512 = true }));
        Assert.Contains("avx512_bf16 or amx_bf16", failure.Message, StringComparison.Ordinal);
        Assert.Equal("bfloat16 matrix product, float32 weights", LinearKernel.Choose(LinearPrecision.BFloat16, new ProcessorFeatures { Avx512BFloat16 = true }).Name);
        Assert.Equal("bfloat16 matrix product, float32 weights", LinearKernel.Choose(LinearPrecision.BFloat16, new ProcessorFeatures { AmxBFloat16 = true }).Name);
    }

    [SkippableFact]
    public void Current_ThisProcessor_AgreesWithTheSystem()
    {
        Skip.IfNot(File.Exists("/proc/cpuinfo"), "There is no /proc/cpuinfo here.");
        string[] lines = File.ReadAllLines("/proc/cpuinfo");
        string Value(string key) => lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "";
        string[] flags = Value("flags").Split(' ');
        ProcessorFeatures features = ProcessorFeatures.Current;
        Assert.Equal(Value("vendor_id"), features.Vendor);
        Assert.Equal(
            (flags.Contains("avx2"), flags.Contains("avx512f"), flags.Contains("avx512_bf16"), flags.Contains("amx_bf16"), flags.Contains("avx512_vnni") || flags.Contains("avx_vnni")),
            (features.Avx2, features.Avx512, features.Avx512BFloat16, features.AmxBFloat16, features.Vnni));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(2, 40)]
    [InlineData(1, 64)]
    public void Apply_Convolution_EqualsMatrixProductForwardAndBack(int batch, int length)
    {
        LibTorch.EnsureAvailable();
        using DisposeScope scope = NewDisposeScope();
        float[] input = Numbers(batch * length * 24, "input"), weight = Numbers(24 * 40, "weight"), bias = Numbers(40, "bias");
        (float[] Output, float[] InputGradient, float[] WeightGradient, float[] BiasGradient) product = Run(new LinearKernel.MatrixProduct()), convolution = Run(new LinearKernel.Convolution());
        Assert.InRange(Differences.Largest(convolution.Output, product.Output), 0, 1e-5);
        Assert.InRange(Differences.Relative(convolution.InputGradient, product.InputGradient), 0, 1e-5);
        Assert.InRange(Differences.Relative(convolution.WeightGradient, product.WeightGradient), 0, 1e-5);
        Assert.InRange(Differences.Relative(convolution.BiasGradient, product.BiasGradient), 0, 1e-5);

        (float[], float[], float[], float[]) Run(LinearKernel kernel)
        {
            Tensor x = tensor(input, batch, length, 24).requires_grad_(), w = tensor(weight, 40, 24).requires_grad_(), b = tensor(bias).requires_grad_();
            Tensor output = kernel.Apply(x, w, b);
            Assert.Equal([batch, length, 40], output.shape);
            (output * output).sum().backward();
            return (TensorMemory.ToArray(output), TensorMemory.ToArray(x.grad!), TensorMemory.ToArray(w.grad!), TensorMemory.ToArray(b.grad!));
        }
    }

    [Fact]
    public void Apply_BFloat16_IsWithinItsRounding()
    {
        LibTorch.EnsureAvailable();
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(Numbers(70 * 24, "input"), 70, 24), w = tensor(Numbers(24 * 40, "weight"), 40, 24), b = tensor(Numbers(40, "bias"));
        Tensor exact = new LinearKernel.MatrixProduct().Apply(x, w, b), rounded = new LinearKernel.BFloat16().Apply(x, w, b);
        Assert.Equal(ScalarType.Float32, rounded.dtype);
        Assert.InRange(Differences.Relative(TensorMemory.ToArray(rounded), TensorMemory.ToArray(exact)), 1e-6, 0.02);
    }

    private static float[] Numbers(int count, string purpose)
    {
        var random = new CounterRandom(7, purpose);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
    }
}
