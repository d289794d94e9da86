using System.Globalization;

namespace NlpTransfer.LinearModels;

/// <summary>Collects what is wrong with options, so that one exception names all of it.</summary>
internal sealed class Faults
{
    private readonly List<string> _faults = [];

    public void Check(bool isRight, string name, object value, string expected)
    {
        if (!isRight)
            _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, expected {expected}"));
    }

    /// <summary>A finite number above the first bound and not above the second.</summary>
    public void Range(string name, double value, double above, double most) =>
        Check(value > above && value <= most, name, value, string.Create(CultureInfo.InvariantCulture, $"above {above}, at most {most}"));

    public void ThrowIfAny(string what)
    {
        if (_faults.Count > 0)
            throw new UsageException($"The options of the {what} do not fit: {string.Join("; ", _faults)}.");
    }
}
