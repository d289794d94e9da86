using System.Diagnostics;

namespace NlpTransfer.Tests.Files;

public sealed class AtomicFolderKillTests
{
    public static TheoryData<string, bool, bool> Moments => new()
    {
        { "Created", false, true }, { "Flushed", false, true }, { "InPlace", false, true },
        { "Created", true, true }, { "Flushed", true, true }, { "InPlace", true, true },
        { "Created", true, false }, { "Flushed", true, false }, { "SetAside", true, false }, { "InPlace", true, false },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void Create_AfterAKillAtAnyMoment_FindsTheOldOrTheNewFolderAndClearsTheRest(string stage, bool old, bool mayExchange)
    {
        using var parent = new TemporaryFolder();
        string goal = parent.At("goal");
        if (old)
            AtomicFolder.Write(goal, force: false, work => File.WriteAllText(Path.Combine(work, "content.txt"), "old"));
        KillAt(goal, old, mayExchange, stage);

        AtomicFolder.Recover(goal);
        string? expected = stage == "InPlace" ? "new" : old ? "old" : null;
        Assert.Equal(expected, Content(goal));

        AtomicFolder.Write(goal, force: true, work => File.WriteAllText(Path.Combine(work, "content.txt"), "newer"));
        Assert.Equal("newer", Content(goal));
        Assert.Equal([goal], Directory.EnumerateFileSystemEntries(parent.Path));
    }

    [Fact]
    public void Create_WhileAnotherProcessWritesTheSameFolder_IsRefused()
    {
        using var parent = new TemporaryFolder();
        string goal = parent.At("goal");
        using Process other = StartUntil(goal, force: false, mayExchange: true, "Flushed");
        try
        {
            UsageException refusal = Assert.Throws<UsageException>(() => AtomicFolder.Create(goal, force: true));
            Assert.Equal($"{goal}: another run is writing this folder; wait for it, or choose another name.", refusal.Message);
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }
    }

    private static string? Content(string goal) =>
        Directory.Exists(goal) ? File.ReadAllText(Path.Combine(goal, "content.txt")) : null;

    private static void KillAt(string goal, bool force, bool mayExchange, string stage)
    {
        using Process process = StartUntil(goal, force, mayExchange, stage);
        // SIGKILL: nothing of the process runs after this.
        process.Kill();
        process.WaitForExit();
    }

    private static Process StartUntil(string goal, bool force, bool mayExchange, string stage)
    {
        string assembly = typeof(AtomicFolderKillTests).Assembly.Location;
        string[] arguments = ["exec", assembly, goal, force.ToString(), mayExchange.ToString(), stage];
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        Process process = Process.Start(new ProcessStartInfo(host, arguments) { RedirectStandardOutput = true })!;
        Assert.Equal("reached", process.StandardOutput.ReadLine());
        return process;
    }
}
