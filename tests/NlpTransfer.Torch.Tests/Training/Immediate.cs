namespace NlpTransfer.Torch.Tests.Training;

/// <summary>Progress that acts at once, on the thread that reports.</summary>
internal sealed class Immediate<T>(Action<T>? act = null) : IProgress<T>
{
    internal int Count { get; private set; }

    public void Report(T value)
    {
        Count++;
        act?.Invoke(value);
    }
}
