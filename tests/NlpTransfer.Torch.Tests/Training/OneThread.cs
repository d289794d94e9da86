namespace NlpTransfer.Torch.Tests.Training;

/// <summary>
/// Runs a class of tests with one thread: products of width 32 are too small to share, and threads that wait for one another would cost a busy machine minutes.
/// </summary>
public sealed class OneThread : IDisposable
{
    private readonly int _before;

    public OneThread()
    {
        LibTorch.EnsureAvailable();
        _before = LibTorch.Threads;
        LibTorch.Threads = 1;
    }

    public void Dispose() => LibTorch.Threads = _before;
}
