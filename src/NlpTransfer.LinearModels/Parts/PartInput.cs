namespace NlpTransfer.LinearModels;

/// <summary>What the parts read of a text.</summary>
/// <param name="features">Its row in each feature set.</param>
/// <param name="dimension">Width of its vector.</param>
internal sealed class PartInput(SparseRow[] features, int dimension)
{
    private readonly double[] _unit = new double[dimension];
    private readonly double[] _centered = new double[dimension];

    public IReadOnlyList<SparseRow> Features => features;

    public void SetVector(ReadOnlySpan<float> vector) => VectorCentering.ToUnit(vector, _unit);

    public ReadOnlySpan<double> Centered(VectorCentering centering)
    {
        centering.Apply(_unit, _centered);
        return _centered;
    }
}
