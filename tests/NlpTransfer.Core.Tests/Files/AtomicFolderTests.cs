namespace NlpTransfer.Tests.Files;

public sealed class AtomicFolderTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    private string Goal => _parent.At("goal");

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Commit_NothingThereBefore_LeavesTheFolderAlone()
    {
        Save("one");
        Assert.Equal("one", Content());
        Assert.Equal([Goal], Directory.EnumerateFileSystemEntries(_parent.Path));
    }

    [Fact]
    public void Dispose_WithoutCommit_LeavesNothing()
    {
        using (AtomicFolder folder = AtomicFolder.Create(Goal))
            File.WriteAllText(Path.Combine(folder.WorkPath, "content.txt"), "half");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent.Path));
    }

    [Fact]
    public void Create_MissingParents_AreMade()
    {
        AtomicFolder.Write(_parent.At("a", "b", "goal"), force: false, work => File.WriteAllText(Path.Combine(work, "x"), "x"));
        Assert.True(File.Exists(_parent.At("a", "b", "goal", "x")));
    }

    [Fact]
    public void Create_GoalExistsWithoutForce_IsRefusedAndUntouched()
    {
        Save("one");
        UsageException refusal = Assert.Throws<UsageException>(() => AtomicFolder.Create(Goal));
        Assert.Equal($"{Goal}: the folder exists; choose another name, or allow it to be replaced (--force).", refusal.Message);
        Assert.Equal(2, refusal.ExitCode);
        Assert.Equal("one", Content());
    }

    [Fact]
    public void Create_GoalIsAFile_IsRefusedEvenWithForce()
    {
        File.WriteAllText(Goal, "file");
        UsageException refusal = Assert.Throws<UsageException>(() => AtomicFolder.Create(Goal, force: true));
        Assert.Equal($"{Goal}: a file stands where a folder is to be written; choose another name.", refusal.Message);
    }

    [Fact]
    public void Create_GoalHoldsTheCurrentFolder_IsNeverReplaced()
    {
        string current = Path.GetDirectoryName(Environment.CurrentDirectory)!;
        UsageException refusal = Assert.Throws<UsageException>(() => AtomicFolder.Create(current, force: true));
        Assert.Equal($"{current}: this folder holds the current or the home folder and is never replaced; choose another name.", refusal.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Commit_WithForce_ReplacesTheOldFolder(bool mayExchange)
    {
        Save("one");
        File.WriteAllText(Path.Combine(Goal, "only-in-old.txt"), "old");
        Save("two", force: true, mayExchange);
        Assert.Equal("two", Content());
        Assert.Equal(["content.txt"], Directory.EnumerateFileSystemEntries(Goal).Select(Path.GetFileName));
        Assert.Equal([Goal], Directory.EnumerateFileSystemEntries(_parent.Path));
    }

    [Fact]
    public void Commit_GoalIsALink_TheLinkStays()
    {
        Save("one");
        Directory.CreateSymbolicLink(_parent.At("link"), Goal);
        AtomicFolder.Write(_parent.At("link"), force: true, work => File.WriteAllText(Path.Combine(work, "content.txt"), "two"));
        Assert.Equal("two", Content());
        Assert.NotNull(new DirectoryInfo(_parent.At("link")).LinkTarget);
    }

    [Fact]
    public void Create_TwiceInOneProcess_TheSecondIsRefused()
    {
        using AtomicFolder first = AtomicFolder.Create(Goal);
        UsageException refusal = Assert.Throws<UsageException>(() => AtomicFolder.Create(Goal));
        Assert.Equal($"{Goal}: another run is writing this folder; wait for it, or choose another name.", refusal.Message);
    }

    [Fact]
    public async Task Create_ManyAtOnce_OneWinsAtATimeAndNothingIsMixed()
    {
        int made = 0;
        await Parallel.ForAsync(0, 200, async (i, _) =>
        {
            await Task.Yield();
            try
            {
                AtomicFolder.Write(Goal, force: true, work =>
                {
                    File.WriteAllText(Path.Combine(work, "content.txt"), $"{i}");
                    File.WriteAllText(Path.Combine(work, "again.txt"), $"{i}");
                });
                Interlocked.Increment(ref made);
            }
            catch (UsageException)
            {
            }
        });
        Assert.True(made > 0);
        Assert.Equal(Content(), File.ReadAllText(Path.Combine(Goal, "again.txt")));
        Assert.Equal([Goal], Directory.EnumerateFileSystemEntries(_parent.Path));
    }

    [Fact]
    public void Commit_SomethingCameToStandThere_IsRefusedWithoutForce()
    {
        using AtomicFolder folder = AtomicFolder.Create(Goal);
        Directory.CreateDirectory(Goal);
        Assert.Throws<UsageException>(folder.Commit);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Goal));
    }

    [Fact]
    public void Commit_Twice_IsRefused()
    {
        using AtomicFolder folder = AtomicFolder.Create(Goal);
        folder.Commit();
        Assert.Throws<InvalidOperationException>(folder.Commit);
    }

    [Fact]
    public void Write_DiskFull_SaysSoAndLeavesTheOldFolder()
    {
        Save("one");
        var full = Assert.Throws<NlpTransferException>(() => AtomicFolder.Write(Goal, force: true, work =>
        {
            File.WriteAllText(Path.Combine(work, "content.txt"), "two");
            throw FullDisk.Failure();
        }));
        Assert.Equal($"{Goal}: the disk that holds it is full; free some space and run again. What stood there before is untouched.", full.Message);
        Assert.Equal("one", Content());
        Assert.Equal([Goal], Directory.EnumerateFileSystemEntries(_parent.Path));
    }

    [Fact]
    public void Write_DiskFullInAFileOfIts_NamesTheGoal()
    {
        var failure = Assert.Throws<NlpTransferException>(() => AtomicFolder.Write(
            _parent.At("model"), force: false, folder => AtomicFile.Write(Path.Combine(folder, "weights"), _ => throw FullDisk.Failure())));

        Assert.Equal($"{_parent.At("model")}: the disk that holds it is full; free some space and run again. What stood there before is untouched.", failure.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent.Path));
    }

    [SkippableFact]
    public void Create_ParentMayNotBeWritten_SaysSo()
    {
        string parent = ReadOnlyFolder.InsideOr(_parent);
        string goal = Path.Combine(parent, "goal");
        var refusal = Assert.Throws<NlpTransferException>(() => AtomicFolder.Create(goal));
        Assert.Equal($"{goal}: writing there is not permitted; choose a folder that you may write to.", refusal.Message);
        Assert.Equal(1, refusal.ExitCode);
    }

    private void Save(string text, bool force = false, bool mayExchange = true)
    {
        using AtomicFolder folder = AtomicFolder.Create(Goal, force);
        folder.MayExchange = mayExchange;
        folder.Fill(work => File.WriteAllText(Path.Combine(work, "content.txt"), text));
        folder.Commit();
    }

    private string Content() => File.ReadAllText(Path.Combine(Goal, "content.txt"));
}
