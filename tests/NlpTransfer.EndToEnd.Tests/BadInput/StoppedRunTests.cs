using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.BadInput;

/// <summary>Runs that are stopped, run into each other or out of disk: what stood there before stands there after, or the new one, and never half of either.</summary>
public sealed class StoppedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Goal => _folder.At("out");

    private string Work => _folder.At(".out.writing");

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Train_CtrlC_LeavesAUsableModelAndACheckpoint()
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using Process process = StartTraining();
        var seen = new List<string>();
        // Layers train once a line of progress names the epoch.
        while (process.StandardError.ReadLine() is { } line)
        {
            seen.Add(line);
            if (line.Contains("epoch", StringComparison.Ordinal))
                break;
        }

        Send("-INT", process);
        ProgramResult result = BuiltProgram.Finish(process, null, "finetune classify");
        Assert.True(result.ExitCode == 130, $"{result.ExitCode}\n{string.Join('\n', seen)}\n{result.Error}");
        Assert.Equal($"nlptransfer: interrupted: {Goal} holds the best weights so far; the same command with --resume goes on", result.Failure);
        JsonObject json = result.Json;
        Assert.True((bool)json["interrupted"]!);
        Assert.Single(BuiltProgram.Run("predict", "--model", Goal, "ounje", "--json").Succeeds().JsonLines);
        Assert.Equal(["out", "out.checkpoints"], _folder.Entries);
        // What was saved then is replaced by the run that goes on with it.
        using Process again = StartTraining("--resume");
        while (again.StandardError.ReadLine() is { } line && !line.Contains("epoch", StringComparison.Ordinal))
        {
        }

        Send("-INT", again);
        ProgramResult second = BuiltProgram.Finish(again, null, "finetune classify");
        Assert.Equal(130, second.ExitCode);
        Assert.True((int)second.Json["steps"]! > (int)json["steps"]!, $"{second.Json["steps"]} after {json["steps"]}");
    }

    [SkippableFact]
    public void Embed_CtrlC_EndsWith130AndLeavesNoFile()
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        string line = string.Join(' ', Enumerable.Repeat("ounje", 20)) + "\n";
        string texts = _folder.Write("texts.txt", string.Concat(Enumerable.Repeat(line, 200_000)));
        using Process process = BuiltProgram.Start(null, "embed", "--input", texts, "--model", Trained.Model, "--output", _folder.At("v.npy"));
        process.StandardError.ReadLine();
        Send("-INT", process);
        ProgramResult result = BuiltProgram.Finish(process, null, "embed");
        Assert.Equal((130, "nlptransfer: interrupted: nothing was left half written"), (result.ExitCode, result.Failure));
        Assert.Equal(["texts.txt"], _folder.Entries);
    }

    [Fact]
    public void Train_TwoRunsIntoOneFolder_TheSecondIsRefusedAtOnce()
    {
        using Process first = StartTraining();
        // It holds the folder as soon as its work folder is there.
        while (!Directory.Exists(Work))
            Thread.Sleep(20);
        BuiltProgram.Run("finetune", "classify", "--train", Trained.Data, "--strategy", "letters", "--out", Goal).Fails(
            2, $"{Goal}: another run is writing this folder; wait for it, or choose another name.");
        first.Kill();
        first.WaitForExit();
        BuiltProgram.Run("finetune", "classify", "--train", Trained.Data, "--strategy", "letters", "--out", Goal).Succeeds();
    }

    [SkippableFact]
    public void Train_KilledWhileSaving_LeavesTheOldModel()
    {
        string[] train = ["finetune", "classify", "--train", Trained.Data, "--model", Trained.Model, "--strategy", "full", "--max-steps", "1", "--out", Goal];
        BuiltProgram.Run(train).Succeeds();
        SortedDictionary<string, string> before = Contents();
        bool inTheMiddle = false;
        for (int attempt = 0; attempt < 5 && !inTheMiddle; attempt++)
        {
            using Process process = BuiltProgram.Start(null, [.. train, "--seed", "7", "--force"]);
            while (!process.HasExited && !(Directory.Exists(Work) && Directory.EnumerateFileSystemEntries(Work).Any()))
            {
            }

            process.Kill();
            process.WaitForExit();
            inTheMiddle = Directory.Exists(Work);
            if (!inTheMiddle)
                before = Contents();
        }

        Skip.IfNot(inTheMiddle, "The program saved faster than it could be killed.");
        Assert.Equal(before, Contents());
        Assert.Single(BuiltProgram.Run("predict", "--model", Goal, "ounje", "--json").Succeeds().JsonLines);
        BuiltProgram.Run([.. train, "--force"]).Succeeds();
        Assert.Equal(["out"], _folder.Entries);
    }

    [SkippableFact]
    public void Train_DiskFullOnSave_SaysSoAndLeavesNothing()
    {
        string disk = _folder.At("disk"), goal = Path.Combine(disk, "out");
        Directory.CreateDirectory(disk);
        // A disk of 64 KiB, which only this process sees.
        string[] mount = ["-rm", "bash", "-c", "mount -t tmpfs -o size=64k none \"$0\" || exit 99; \"$@\"; code=$?; ls -A \"$0\"; exit $code", disk];
        ProgramResult result;
        try
        {
            result = BuiltProgram.RunUnder("unshare", mount, "finetune", "classify", "--train", Trained.Data, "--model", Trained.Model, "--out", goal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            result = new ProgramResult("", 99, "", "there is no unshare here");
        }

        Skip.If(result.ExitCode == 99 || result.Error.StartsWith("unshare", StringComparison.Ordinal), $"A small disk can't be mounted: {result.Error}");
        result.Fails(1, $"{goal}: the disk that holds it is full; free some space and run again. What stood there before is untouched.");
    }

    private Process StartTraining(params string[] more) => BuiltProgram.Start(
        null, [.. new[] { "finetune", "classify", "--train", Trained.Data, "--model", Trained.Model, "--strategy", "full", "--epochs", "1000", "--batch-tokens", "16", "--out", Goal, "--json" }, .. more]);

    private SortedDictionary<string, string> Contents() => new(
        Directory.EnumerateFiles(Goal, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(Goal, file), ContentHash.OfFile), StringComparer.Ordinal);

    private static void Send(string signal, Process process)
    {
        using Process kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
