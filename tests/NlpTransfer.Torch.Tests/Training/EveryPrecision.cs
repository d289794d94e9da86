namespace NlpTransfer.Torch.Tests.Training;

/// <summary>Lets encoders multiply in bfloat16 whatever the processor has, while it lives: the numbers are the same everywhere, only slower.</summary>
internal sealed class EveryPrecision : IDisposable
{
    private readonly ProcessorFeatures _before = LinearKernel.Processor;

    public EveryPrecision() => LinearKernel.Processor = _before with { AmxBFloat16 = true };

    public void Dispose() => LinearKernel.Processor = _before;
}
