namespace NlpTransfer.LinearModels;

/// <summary>One combination that the cross-validation tried, and what it gave on rows that it had not seen.</summary>
public sealed record SelectionTrial
{
    /// <summary>Weight of the letters; 0: no part.</summary>
    public double LettersWeight { get; init; }

    /// <summary>Weight of the kernel; 0: no part.</summary>
    public double KernelWeight { get; init; }

    /// <summary>Weight of the frozen head; 0: no part.</summary>
    public double FrozenWeight { get; init; }

    /// <summary>The kernel's ridge; 0 where it has no part.</summary>
    public double Ridge { get; init; }

    /// <summary>The frozen head's C; 0 where it has no part.</summary>
    public double C { get; init; }

    /// <summary>Whether source rows took part.</summary>
    public bool WithSources { get; init; }

    /// <summary>What the summed log-probabilities are multiplied by: the value with the lowest log loss; 1 where it was not fitted.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>Mean of -ln p of the right label over the held-out rows, at <see cref="Strength"/>; NaN where nothing was cross-validated.</summary>
    public double LogLoss { get; init; } = double.NaN;

    /// <summary>Share of held-out rows whose most probable label is right; NaN where nothing was cross-validated.</summary>
    public double Accuracy { get; init; } = double.NaN;

    /// <summary>The combination in words, such as <c>0.5 letters + kernel (ridge 2, with sources)</c>.</summary>
    public string Name
    {
        get
        {
            var parts = new List<string>();
            if (LettersWeight > 0)
                parts.Add(Times(LettersWeight) + "letters");
            if (KernelWeight > 0)
                parts.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Times(KernelWeight)}kernel (ridge {Ridge}{Sources})"));
            if (FrozenWeight > 0)
                parts.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Times(FrozenWeight)}frozen (C {C}{Sources})"));
            return string.Join(" + ", parts);
        }
    }

    private string Sources => WithSources ? ", with sources" : "";

    private static string Times(double weight) => weight == 1 ? "" : weight.ToString(System.Globalization.CultureInfo.InvariantCulture) + " ";
}
