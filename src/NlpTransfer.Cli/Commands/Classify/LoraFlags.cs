using System.CommandLine;
using NlpTransfer.Cli.Infrastructure;
using NlpTransfer.Torch;

namespace NlpTransfer.Cli.Commands.Classify;

/// <summary>How adapters are made, with the strategy lora.</summary>
/// <param name="saves">Whether the command saves them.</param>
internal sealed class LoraFlags(bool saves)
{
    private static readonly LoraOptions s_standard = new();

    private readonly Option<int?> _rank = Numbers.Optional("--lora-rank", $"Inner dimension of the adapters, with the strategy lora (default {s_standard.Rank}).", 1, 256);
    private readonly Option<double?> _alpha = Numbers.Optional("--lora-alpha", $"What adapters give is multiplied by this over their rank (default {s_standard.Alpha}).", 1e-6, 10_000);
    private readonly Option<double?> _dropout = Numbers.Optional("--lora-dropout", $"Share of what adapters read that is dropped in training (default {s_standard.Dropout}).", 0.0, 0.9);
    private readonly Option<double?> _factor = Numbers.Optional("--lora-rate-factor", $"Adapters learn N times faster than layers (default {s_standard.RateFactor}).", 0.1, 1000);
    private readonly Option<string?> _targets = new("--lora-targets")
    {
        Description = $"Products of a layer that get an adapter, separated by commas: {string.Join(", ", LoraOptions.TargetNames)} (default: all).",
        HelpName = "A,B",
    };

    private readonly Option<bool> _apart = new("--lora-apart") { Description = "Save the adapters apart, in the layout of Python's peft, instead of adding them into the weights; the folder then needs the model beside it." };

    internal IReadOnlyList<Option> All => [_rank, _alpha, _dropout, _factor, _targets, .. saves ? (Option[])[_apart] : []];

    internal LoraOptions Read(Invocation run) => new()
    {
        Rank = run.Get(_rank) ?? s_standard.Rank,
        Alpha = run.Get(_alpha) ?? s_standard.Alpha,
        Dropout = run.Get(_dropout) ?? s_standard.Dropout,
        RateFactor = run.Get(_factor) ?? s_standard.RateFactor,
        Targets = run.Get(_targets) is { } targets ? LoraOptions.ParseTargets(targets) : s_standard.Targets,
        Merge = !saves || !run.Get(_apart),
    };
}
