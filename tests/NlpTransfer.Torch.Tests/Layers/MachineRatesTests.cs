namespace NlpTransfer.Torch.Tests.Layers;

public sealed class MachineRatesTests
{
    [Fact]
    public void Measure_ThisMachine_GivesPlausibleRates()
    {
        MachineRates rates = MachineRates.Measure(0.01);
        Assert.Equal(LinearKernel.OfThisProcessor.Name, rates.Kernel);
        Assert.Throws<ArgumentOutOfRangeException>(() => MachineRates.Measure(0));
        // From a slow phone to a large server: catches a wrong unit, not a slow day.
        Assert.InRange(rates.MatmulGflops, 0.05, 20_000);
        Assert.InRange(rates.LinearGflops, 0.05, 20_000);
    }
}
