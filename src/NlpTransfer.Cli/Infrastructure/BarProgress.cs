using Spectre.Console;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>Progress on a terminal: a bar a phase, with the time that is left.</summary>
internal static class BarProgress
{
    internal static Task<T> RunAsync<T>(IAnsiConsole console, Func<IProgress<WorkProgress>, Task<T>> work) =>
        console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bars(context)));

    private sealed class Bars(ProgressContext context) : IProgress<WorkProgress>
    {
        private readonly Lock _lock = new();
        private ProgressTask? _task;
        private string? _phase;

        public void Report(WorkProgress value)
        {
            lock (_lock)
            {
                if (_task is null || value.Phase != _phase)
                {
                    _task?.StopTask();
                    _task = context.AddTask(Markup.Escape(value.Phase), maxValue: Math.Max(1, value.Total));
                    _phase = value.Phase;
                }

                _task.IsIndeterminate = value.Total == 0;
                _task.Value = value.Done;
                _task.Description = Markup.Escape(value.Detail is null ? value.Phase : $"{value.Phase}: {value.Detail}");
            }
        }
    }
}
