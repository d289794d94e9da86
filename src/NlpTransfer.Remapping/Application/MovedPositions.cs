namespace NlpTransfer.Remapping;

/// <summary>
/// Where positions count from one after the padding id (RoBERTa) and that id changes, every row of the position matrix has to move along, or each
/// place in a text would get another's vector.
/// </summary>
internal sealed class MovedPositions
{
    private readonly string _tensor;

    /// <summary>Finds out how far they move.</summary>
    /// <param name="positions">The positions.</param>
    /// <param name="oldPaddingId">The id of the padding token in the old vocabulary.</param>
    /// <param name="newPaddingId">Its id in the new one.</param>
    public MovedPositions(PositionRows positions, int oldPaddingId, int newPaddingId)
    {
        _tensor = positions.Tensor;
        (PaddingId, Distance, Rows) = (newPaddingId, newPaddingId - oldPaddingId, positions.Rows + newPaddingId - oldPaddingId);
    }

    /// <summary>The new padding id that positions count from.</summary>
    public int PaddingId { get; }

    /// <summary>How many rows the matrix gains at its beginning; negative where it loses some.</summary>
    public int Distance { get; }

    /// <summary>Its rows afterwards.</summary>
    public int Rows { get; }

    /// <summary>Whether a tensor is the one whose rows move.</summary>
    /// <param name="name">Its name in the file.</param>
    public bool Concern(string name) => Distance != 0 && name == _tensor;

    /// <summary>The tensor as it will be: rows before the padding's, which nothing reads, are zero or left out; all others are copied byte for byte.</summary>
    /// <param name="source">Where the old tensor lies; stays open until the new one is written.</param>
    /// <param name="name">Its name, old and new.</param>
    public NamedTensor Create(ITensorSource source, string name)
    {
        TensorInfo info = source.Require(name);
        long[] shape = [info.Shape[0] + Distance, .. info.Shape[1..]];
        return NamedTensor.FromWriter(name, info.Type, shape, stream =>
        {
            int width = checked((int)(info.ByteLength / info.Shape[0]));
            var empty = new byte[width];
            for (int row = 0; row < Distance; row++)
                stream.Write(empty);
            for (long row = Math.Max(0, -Distance); row < info.Shape[0]; row++)
                stream.Write(source.GetBytes(name, row * width, width));
        });
    }
}
