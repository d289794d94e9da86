namespace NlpTransfer.Evaluation.Tests;

/// <summary>Compares whole texts with files in Reports/Expected. Set NLPTRANSFER_WRITE_EXPECTED=1 to write what is made now, and read the difference before committing it.</summary>
internal static class Snapshot
{
    public static void Matches(string name, string made)
    {
        string path = Path.Combine(SharedFolders.RepositoryRoot, "tests", "NlpTransfer.Evaluation.Tests", "Reports", "Expected", name);
        if (Environment.GetEnvironmentVariable("NLPTRANSFER_WRITE_EXPECTED") == "1")
            File.WriteAllText(path, made);
        Assert.Equal(File.ReadAllText(path), made);
    }
}
