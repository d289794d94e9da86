using TorchSharp;

namespace NlpTransfer.Torch.Tests.Native;

public sealed class ThreadTests
{
    [Fact]
    public void ApplyThreads_NumberChangedFromAnotherThread_ReachesThisOne()
    {
        LibTorch.EnsureAvailable();
        int before = LibTorch.Threads, applied = 0;
        using var changed = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        var worker = new Thread(() =>
        {
            // The thread computes once, and so takes the number of that moment.
            LibTorch.ApplyThreads();
            started.Set();
            changed.Wait();
            LibTorch.ApplyThreads();
            applied = torch.get_num_threads();
        });
        try
        {
            LibTorch.Threads = 2;
            worker.Start();
            started.Wait();
            LibTorch.Threads = 1;
            changed.Set();
            worker.Join();
        }
        finally
        {
            LibTorch.Threads = before;
        }

        Assert.Equal(1, applied);
        Assert.Equal(before, LibTorch.Threads);
    }
}
