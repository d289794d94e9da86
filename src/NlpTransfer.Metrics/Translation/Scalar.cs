namespace NlpTransfer.Metrics;

/// <summary>
/// A number in one of the two precisions in which sacrebleu computes: Python's own (double) for a corpus and for randomisation, numpy's float32 for
/// bootstrap samples. As in numpy 2, an operation with a narrow operand is narrow.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="Narrow">Whether it is a float32.</param>
internal readonly record struct Scalar(double Value, bool Narrow)
{
    public static implicit operator Scalar(double value) => new(value, false);

    public static Scalar operator +(Scalar a, Scalar b) => a.Narrow || b.Narrow ? Single((float)a.Value + (float)b.Value) : a.Value + b.Value;

    public static Scalar operator *(Scalar a, Scalar b) => a.Narrow || b.Narrow ? Single((float)a.Value * (float)b.Value) : a.Value * b.Value;

    public static Scalar operator /(Scalar a, Scalar b) => a.Narrow || b.Narrow ? Single((float)a.Value / (float)b.Value) : a.Value / b.Value;

    private static Scalar Single(float value) => new(value, true);
}
