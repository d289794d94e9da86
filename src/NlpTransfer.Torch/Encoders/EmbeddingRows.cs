using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NlpTransfer.Torch;

/// <summary>
/// Some rows of an embedding matrix that train while the others stay: gradients, moments and steps cost only these rows, however large the vocabulary is, and
/// no row that never occurs decays.
/// </summary>
internal sealed class EmbeddingRows : IDisposable
{
    private readonly int[] _ids;
    private readonly Tensor _places;

    /// <summary>Takes copies of rows.</summary>
    /// <param name="matrix">The matrix, <c>[vocabulary, hidden]</c>.</param>
    /// <param name="ids">The rows that train; each once.</param>
    internal EmbeddingRows(Tensor matrix, IReadOnlyList<int> ids)
    {
        _ids = [.. ids];
        int width = (int)matrix.shape[1];
        long[] places = new long[matrix.shape[0]];
        Array.Fill(places, -1);
        using DisposeScope scope = NewDisposeScope();
        Values = new Parameter(zeros(_ids.Length, width));
        Values.DetachFromDisposeScope();
        Span<float> from = TensorMemory.Of(matrix), to = TensorMemory.Of(Values);
        for (int row = 0; row < _ids.Length; row++)
        {
            places[_ids[row]] = row;
            from.Slice(_ids[row] * width, width).CopyTo(to[(row * width)..]);
        }

        _places = tensor(places).DetachFromDisposeScope();
    }

    /// <summary>The rows, <c>[rows, hidden]</c>.</summary>
    internal Parameter Values { get; }

    /// <summary>Looks ids up, <c>[ids, hidden]</c>: in the rows that train, else in the matrix.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="ids">Ids, <c>[ids]</c>.</param>
    internal Tensor Find(Tensor matrix, Tensor ids)
    {
        Tensor places = _places.index_select(0, ids);
        return where(places.ge(0).unsqueeze(-1), Values.index_select(0, places.clamp_min(0)), matrix.index_select(0, ids));
    }

    /// <summary>Writes the rows into the matrix.</summary>
    internal void CopyTo(Tensor matrix)
    {
        int width = (int)matrix.shape[1];
        Span<float> from = TensorMemory.Of(Values), to = TensorMemory.Of(matrix);
        for (int row = 0; row < _ids.Length; row++)
            from.Slice(row * width, width).CopyTo(to[(_ids[row] * width)..]);
    }

    public void Dispose()
    {
        Values.Dispose();
        _places.Dispose();
    }
}
