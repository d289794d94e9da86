namespace NlpTransfer.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    private string Goal => _parent.At("file.txt");

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Write_NewFile_StandsAloneInItsFolder()
    {
        AtomicFile.Write(_parent.At("deep", "file.txt"), stream => stream.Write("one"u8));
        Assert.Equal("one", File.ReadAllText(_parent.At("deep", "file.txt")));
        Assert.Single(Directory.EnumerateFileSystemEntries(_parent.At("deep")));
    }

    [Fact]
    public void Write_ExistingFile_IsRefusedUnlessAllowed()
    {
        AtomicFile.Write(Goal, stream => stream.Write("one"u8));
        UsageException refusal = Assert.Throws<UsageException>(() => AtomicFile.Write(Goal, stream => stream.Write("two"u8)));
        Assert.Equal($"{Goal}: the file exists; choose another name, or allow it to be replaced (--force).", refusal.Message);
        Assert.Equal("one", File.ReadAllText(Goal));
        AtomicFile.Write(Goal, stream => stream.Write("2"u8), overwrite: true);
        Assert.Equal("2", File.ReadAllText(Goal));
    }

    [Fact]
    public void Write_CameToExistMeanwhile_IsRefused()
    {
        Assert.Throws<UsageException>(() => AtomicFile.Write(Goal, _ => File.WriteAllText(Goal, "other")));
        Assert.Equal("other", File.ReadAllText(Goal));
        Assert.Equal([Goal], Directory.EnumerateFiles(_parent.Path));
    }

    [Fact]
    public void Write_FolderStandsThere_IsRefused()
    {
        Directory.CreateDirectory(Goal);
        UsageException refusal = Assert.Throws<UsageException>(() => AtomicFile.Write(Goal, _ => { }, overwrite: true));
        Assert.Equal($"{Goal}: a folder stands where a file is to be written; choose another name.", refusal.Message);
    }

    [Fact]
    public void Write_WriterFails_LeavesTheOldFileAndNothingElse()
    {
        AtomicFile.Write(Goal, stream => stream.Write("one"u8));
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Goal, stream => throw new InvalidOperationException(), overwrite: true));
        Assert.Equal("one", File.ReadAllText(Goal));
        Assert.Equal([Goal], Directory.EnumerateFiles(_parent.Path));
    }

    [Fact]
    public void Write_DiskFull_NamesThePath()
    {
        var failure = Assert.Throws<NlpTransferException>(() => AtomicFile.Write(Goal, _ => throw FullDisk.Failure()));
        Assert.Equal($"{Goal}: the disk that holds it is full; free some space and run again. What stood there before is untouched.", failure.Message);
        Assert.Empty(Directory.EnumerateFiles(_parent.Path));
    }

    [SkippableFact]
    public void Write_ParentMayNotBeWritten_SaysSo()
    {
        string goal = Path.Combine(ReadOnlyFolder.InsideOr(_parent), "file.txt");
        var failure = Assert.Throws<NlpTransferException>(() => AtomicFile.Write(goal, _ => { }));
        Assert.Equal($"{goal}: writing there is not permitted; choose a folder that you may write to.", failure.Message);
    }

    [Fact]
    public void Write_LeftoverOfAKilledRun_IsRemovedAndAHeldOneIsNot()
    {
        string dead = _parent.At(".file.txt.1-1.writing"), held = _parent.At(".file.txt.1-2.writing"), others = _parent.At(".other.txt.1-1.writing");
        File.WriteAllText(dead, "");
        File.WriteAllText(others, "");
        using (new FileStream(held, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            AtomicFile.Write(Goal, stream => stream.Write("one"u8));
        Assert.False(File.Exists(dead));
        Assert.True(File.Exists(held));
        Assert.True(File.Exists(others));
    }

    [Fact]
    public async Task Write_ManyAtOnce_OneOfThemStandsWhole()
    {
        await Parallel.ForAsync(0, 200, async (i, _) =>
        {
            await Task.Yield();
            AtomicFile.Write(Goal, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(new string((char)('a' + (i % 26)), 100_000))), overwrite: true);
        });
        string text = File.ReadAllText(Goal);
        Assert.Equal(new string(text[0], 100_000), text);
        Assert.Equal([Goal], Directory.EnumerateFiles(_parent.Path));
    }
}
