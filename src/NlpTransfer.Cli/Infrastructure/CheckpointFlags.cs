using System.CommandLine;
using NlpTransfer.Training;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Checkpoints of a training, beside the folder that it makes: written on the way, gone from when it is whole, removed at the end.</summary>
internal sealed class CheckpointFlags
{
    private static readonly CheckpointOptions Defaults = new();

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on where the same command with the same inputs stopped, from the newest whole checkpoint in OUT.checkpoints; the result is that of a run without a stop. Where none is there, begin.",
    };

    private readonly Option<int?> _every = Numbers.Optional("--checkpoint-every", $"Write a checkpoint into OUT.checkpoints every N steps (default {Defaults.Every}; 0: none).", 0, int.MaxValue);
    private readonly Option<int?> _keep = Numbers.Optional("--keep-checkpoints", $"Keep the K newest (default {Defaults.Keep}); all are removed when the result is saved.", 1, 100_000);

    private Option[] All => [_resume, _every, _keep];

    internal void AddTo(Command command)
    {
        foreach (Option option in All)
            command.Add(option);
    }

    /// <summary>The first of the options that the user wrote, or null.</summary>
    internal Option? GivenOption(Invocation run) => All.FirstOrDefault(run.IsGiven);

    /// <summary>Whether a run that was stopped goes on.</summary>
    internal bool Resumes(Invocation run) => run.Get(_resume);

    /// <summary>Begins the folder of the result. What an interrupted run saved there may be replaced by the run that goes on with it.</summary>
    internal AtomicFolder BeginGoal(Invocation run, string goal, Option<bool> force)
    {
        if (run.Get(_resume) && run.Get(_every) == 0)
            throw new UsageException("--resume goes on from a checkpoint, and --checkpoint-every 0 writes none; leave one of them out.");
        if (run.Get(_every) == 0 && run.IsGiven(_keep))
            throw new UsageException("--keep-checkpoints is about checkpoints, and --checkpoint-every 0 writes none; leave one of them out.");
        return AtomicFolder.Create(goal, run.Get(force) || (run.Get(_resume) && IsInterrupted(goal)));
    }

    /// <summary>Opens the checkpoints that belong to a result; null where the user wants none.</summary>
    internal CheckpointFolder? Open(Invocation run, string goal, Option<bool> force)
    {
        if (run.Get(_every) == 0)
            return null;
        bool resume = run.Get(_resume);
        var options = new CheckpointOptions { Every = run.Get(_every) ?? Defaults.Every, Keep = run.Get(_keep) ?? Defaults.Keep, Resume = resume, Replace = run.Get(force) };
        CheckpointFolder checkpoints = CheckpointFolder.Open(CheckpointFolder.PathFor(goal), options, run.Terminal.Warn);
        if (resume && checkpoints.IsEmpty)
            run.Terminal.Note($"{checkpoints.Path} holds no checkpoint, so the run begins anew");
        return checkpoints;
    }

    /// <summary>Ends a run whose result is saved, and returns the exit code.</summary>
    internal static int End(Invocation run, string goal, CheckpointFolder? checkpoints, bool interrupted)
    {
        if (interrupted)
            return run.Terminal.Interrupted(goal, goesOn: checkpoints?.IsEmpty == false);
        checkpoints?.Remove();
        return 0;
    }

    private static bool IsInterrupted(string goal)
    {
        try
        {
            return Directory.Exists(goal) && Provenance.Read(goal)?.Options.GetValueOrDefault("interrupted") == "true";
        }
        catch (ModelFormatException)
        {
            return false;
        }
    }
}
