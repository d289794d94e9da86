using System.Diagnostics;

namespace NlpTransfer.TestSupport;

/// <summary>
/// Finds what lies beside the repository in <c>../shared</c>: reference results, data, pretrained models. A test that asks for something
/// that is not there is skipped with a message, so use <c>[SkippableFact]</c> or <c>[SkippableTheory]</c>.
/// </summary>
internal static class SharedFolders
{
    private static readonly Lock E5Gate = new();

    /// <summary>The folder that holds NlpTransfer.sln.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>A path in the golden folder: <c>../shared/golden</c>, or what the environment variable NLPTRANSFER_GOLDEN names.</summary>
    public static string Golden(params string[] parts)
    {
        string? other = Environment.GetEnvironmentVariable("NLPTRANSFER_GOLDEN");
        return Existing(string.IsNullOrEmpty(other) ? Path.Combine(SharedRoot, "golden") : other, parts);
    }

    /// <summary>A path in <c>../shared/data</c>.</summary>
    public static string Data(params string[] parts) => Existing(Path.Combine(SharedRoot, "data"), parts);

    /// <summary>The folder of the English encoder all-MiniLM-L6-v2.</summary>
    public static string MinilmEn() => Existing(Path.Combine(SharedRoot, "models"), ["minilm-en"]);

    /// <summary>The folder of multilingual-e5-small, unpacked once into the temporary folder (needs python3).</summary>
    public static string E5Small()
    {
        string script = Existing(Path.Combine(SharedRoot, "models"), ["unpack_e5.py"]);
        string weights = Existing(Path.Combine(SharedRoot, "models"), ["e5-small", "weights-q4.bin"]);
        string cache = Path.Combine(Path.GetTempPath(), "nlptransfer-tests");
        string folder = Path.Combine(cache, $"e5-small-{new FileInfo(weights).Length}-{new FileInfo(script).Length}");
        lock (E5Gate)
        {
            if (Directory.Exists(folder))
                return folder;
            Directory.CreateDirectory(cache);
            using FileStream turn = WaitForTurn(folder + ".lock");
            if (!Directory.Exists(folder))
                Unpack(script, folder);
        }

        return folder;
    }

    private static string SharedRoot => Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared"));

    private static string FindRepositoryRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "NlpTransfer.sln")))
                return at.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds NlpTransfer.sln.");
    }

    private static string Existing(string root, string[] parts)
    {
        string path = Path.Combine([root, .. parts]);
        Skip.IfNot(File.Exists(path) || Directory.Exists(path), $"{path} is not on this machine.");
        return path;
    }

    // Several test processes may want the model at once; one unpacks, the others wait.
    private static FileStream WaitForTurn(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(200);
            }
        }
    }

    private static void Unpack(string script, string folder)
    {
        string unfinished = folder + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        // The system's python has numpy more often than the first one on the path.
        string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, [script, unfinished]) { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Skip.If(process.ExitCode != 0, $"{script} ended with exit code {process.ExitCode}.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip.If(true, "There is no python3 here to unpack e5-small with.");
        }

        Directory.Move(unfinished, folder);
    }
}
