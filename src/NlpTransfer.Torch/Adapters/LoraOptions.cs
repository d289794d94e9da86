using System.Globalization;

namespace NlpTransfer.Torch;

/// <summary>
/// How low-rank adapters (LoRA: Hu et al. 2021) stand beside an encoder's products: <c>x Wᵀ + (alpha / rank) x Aᵀ Bᵀ</c>, where W stays as it is and A and B train.
/// </summary>
public sealed record LoraOptions
{
    private static readonly (string Name, LoraTargets Targets)[] s_names =
    [
        ("query", LoraTargets.Query), ("key", LoraTargets.Key), ("value", LoraTargets.Value), ("attention-output", LoraTargets.AttentionOutput),
        ("intermediate", LoraTargets.Intermediate), ("output", LoraTargets.Output),
        ("attention", LoraTargets.Attention), ("feed-forward", LoraTargets.FeedForward), ("all", LoraTargets.All),
    ];

    /// <summary>The inner dimension. Default 8; from 1 to 256, and at most the width of the encoder.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>What the adapters give is multiplied by this over <see cref="Rank"/>. Default 16; above 0, at most 10,000.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>Dropout of what the adapters read in training. Default 0; from 0 to 0.9.</summary>
    public double Dropout { get; init; }

    /// <summary>Which products get one, in every layer. Default all six.</summary>
    public LoraTargets Targets { get; init; } = LoraTargets.All;

    /// <summary>Adapters learn this many times faster than the weights themselves would. Default 10; from 0.1 to 1000.</summary>
    public double RateFactor { get; init; } = 10;

    /// <summary>
    /// Whether what was learnt is added into the weights when training ends. Default true: the model is then like any other. Else it is saved apart, in peft's
    /// layout, and the folder refers to the pretrained model by name.
    /// </summary>
    public bool Merge { get; init; } = true;

    /// <summary>The names of products and groups of them that <see cref="ParseTargets"/> knows.</summary>
    public static IReadOnlyList<string> TargetNames { get; } = [.. s_names.Select(name => name.Name)];

    /// <summary>What the product of A and B is multiplied by.</summary>
    internal double Scale => Alpha / Rank;

    /// <summary>Reads names separated by commas, such as <c>query,value</c>.</summary>
    /// <exception cref="UsageException">A name is not known.</exception>
    public static LoraTargets ParseTargets(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        LoraTargets all = LoraTargets.None;
        foreach (string name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            all |= Array.Find(s_names, known => known.Name == name) is { Name: not null } found
                ? found.Targets
                : throw new UsageException($"'{name}' is no product of a layer; use some of {string.Join(", ", TargetNames)}");
        }

        return all;
    }

    /// <summary>Notes every option that is out of its range.</summary>
    /// <param name="faults">Takes them.</param>
    /// <param name="prefix">What stands before an option's name.</param>
    internal void Validate(OptionFaults faults, string prefix) => faults
        .Require(Rank is >= 1 and <= 256, Fault(prefix + nameof(Rank), "from 1 to 256", Rank))
        .Require(Alpha is > 0 and <= 10_000, Fault(prefix + nameof(Alpha), "above 0, at most 10000", Alpha))
        .Require(Dropout is >= 0 and <= 0.9, Fault(prefix + nameof(Dropout), "from 0 to 0.9", Dropout))
        .Require(Targets != LoraTargets.None && (Targets & ~LoraTargets.All) == 0, Fault(prefix + nameof(Targets), "some of the six products of a layer", Targets))
        .Require(RateFactor is >= 0.1 and <= 1000, Fault(prefix + nameof(RateFactor), "from 0.1 to 1000", RateFactor));

    /// <summary>All values in one line, whatever the culture.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"rank {Rank}; alpha {Alpha}; dropout {Dropout}; targets {DescribeTargets()}; rateFactor {RateFactor}; merge {(Merge ? "true" : "false")}");

    private string DescribeTargets() => Targets == LoraTargets.All ? "all" : string.Join(',', s_names.Take(6).Where(name => Targets.HasFlag(name.Targets)).Select(name => name.Name));

    private static string Fault(string name, string range, object value) => string.Create(CultureInfo.InvariantCulture, $"{name} must be {range}, not {value}");
}
