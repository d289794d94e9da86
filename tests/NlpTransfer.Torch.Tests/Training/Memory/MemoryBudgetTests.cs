using NlpTransfer.Training;

namespace NlpTransfer.Torch.Tests.Training.Memory;

public sealed class MemoryBudgetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("4GB", 4_000_000_000)]
    [InlineData("512MiB", 536_870_912)]
    [InlineData("1.5 kB", 1500)]
    [InlineData("2GiB", 2_147_483_648)]
    [InlineData("123456", 123_456)]
    [InlineData("0.5TB", 500_000_000_000)]
    public void Parse_Size_IsRead(string text, long bytes) => Assert.Equal((bytes, true), (MemoryBudget.Parse(text).Bytes, MemoryBudget.Parse(text).IsGiven));

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("4 gigabytes")]
    [InlineData("-1GB")]
    [InlineData("0")]
    [InlineData("4,5GB")]
    [InlineData("9999999TB")]
    public void Parse_Nonsense_IsRefused(string text) =>
        Assert.Equal($"'{text}' is no size of memory; write such as 4GB, 512MiB or 2000000000.", Assert.Throws<UsageException>(() => MemoryBudget.Parse(text)).Message);

    [Fact]
    public void OfThisMachine_IsMoreThanTheProcessHolds()
    {
        var budget = MemoryBudget.OfThisMachine();
        Assert.False(budget.IsGiven);
        Assert.InRange(budget.Bytes, 1 << 20, 1L << 50);
    }

    [Fact]
    public void Left_NoGroup_IsWhatTheMachineSays()
    {
        Write("proc/meminfo", "MemTotal:       99 kB\nMemAvailable:   1000 kB\n");
        Assert.Equal(1_024_000, MachineMemory.Left(_folder.Path));
    }

    [Theory]
    [InlineData("max", 1_024_000)]
    [InlineData("500000", 400_000 + 50_000)]
    public void Left_Group_IsTheLesser(string limit, long expected)
    {
        Write("proc/meminfo", "MemAvailable:   1000 kB\n");
        Write("proc/self/cgroup", "0::/a/b\n");
        Write("sys/fs/cgroup/a/memory.max", limit + "\n");
        Write("sys/fs/cgroup/a/memory.current", "100000\n");
        Write("sys/fs/cgroup/a/memory.stat", "anon 3\ninactive_file 50000\n");
        Assert.Equal(expected, MachineMemory.Left(_folder.Path));
    }

    [Fact]
    public void Left_GroupOfTheFirstGeneration_IsTheLesser()
    {
        Write("proc/meminfo", "MemAvailable:   1000 kB\n");
        Write("proc/self/cgroup", "4:cpu:/elsewhere\n3:memory:/a\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "300000\n");
        Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "350000\n");
        Assert.Equal(0, MachineMemory.Left(_folder.Path));
    }

    private void Write(string path, string text)
    {
        string full = _folder.File(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
