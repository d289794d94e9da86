using System.Runtime.InteropServices;

namespace NlpTransfer.Training;

/// <summary>Vectors of one width in the order in which they were added: in memory up to a limit, beyond it in a temporary file.</summary>
/// <param name="width">Values of a vector.</param>
/// <param name="memoryBytes">Bytes that are kept in memory.</param>
internal sealed class VectorStore(int width, long memoryBytes) : IDisposable
{
    private const int BlockRows = 1024;

    private readonly int _blocksInMemory = (int)Math.Clamp(memoryBytes / ((long)BlockRows * width * sizeof(float)), 1, int.MaxValue);
    private readonly List<float[]> _blocks = [];
    private FileStream? _file;

    /// <summary>Vectors that are there.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds a vector and returns its place.</summary>
    internal int Add(ReadOnlySpan<float> vector)
    {
        (int block, int row) = Math.DivRem(Count, BlockRows);
        if (block < _blocksInMemory)
        {
            if (block == _blocks.Count)
                _blocks.Add(new float[BlockRows * width]);
            vector.CopyTo(_blocks[block].AsSpan(row * width));
        }
        else
        {
            _file ??= TemporaryFile.Create();
            RandomAccess.Write(_file.SafeFileHandle, MemoryMarshal.AsBytes(vector), Offset(Count));
        }

        return Count++;
    }

    /// <summary>Copies a vector out.</summary>
    internal void Read(int place, Span<float> vector)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Count);
        (int block, int row) = Math.DivRem(place, BlockRows);
        if (block < _blocksInMemory)
        {
            _blocks[block].AsSpan(row * width, width).CopyTo(vector);
            return;
        }

        Span<byte> bytes = MemoryMarshal.AsBytes(vector[..width]);
        for (int read = 0; read < bytes.Length;)
        {
            int more = RandomAccess.Read(_file!.SafeFileHandle, bytes[read..], Offset(place) + read);
            read += more > 0 ? more : throw new NlpTransferException("the temporary file of the teacher's vectors is shorter than what was written; is the disk of the temporary folder full?");
        }
    }

    public void Dispose() => _file?.Dispose();

    private long Offset(int place) => (place - ((long)_blocksInMemory * BlockRows)) * width * sizeof(float);
}
