namespace NlpTransfer;

/// <summary>Collects every broken rule of an options record, so that one exception names them all before any work starts.</summary>
/// <param name="subject">What is being configured, such as "fine-tuning".</param>
public sealed class OptionFaults(string subject)
{
    private readonly List<string> _faults = [];

    /// <summary>Notes a fault where a rule does not hold.</summary>
    /// <param name="holds">Whether the rule holds.</param>
    /// <param name="fault">The rule and the value that breaks it: "Epochs must be from 1 to 1000, not 0".</param>
    /// <returns>This collection.</returns>
    public OptionFaults Require(bool holds, string fault)
    {
        if (!holds)
            _faults.Add(fault);
        return this;
    }

    /// <summary>Ends the check.</summary>
    /// <exception cref="UsageException">At least one rule does not hold; the message names each.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
            throw new UsageException($"options for {subject}: {string.Join("; ", _faults)}");
    }
}
