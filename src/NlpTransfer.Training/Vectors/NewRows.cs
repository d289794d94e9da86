using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NlpTransfer.Torch;
using static TorchSharp.torch;

namespace NlpTransfer.Training;

/// <summary>Tells which token embeddings of a student its teacher does not have.</summary>
internal static class NewRows
{
    /// <summary>The ids of a matrix whose rows occur nowhere in another, bit for bit: whatever a remap did not copy.</summary>
    /// <param name="student">The student's token embeddings, <c>[vocabulary, hidden]</c>.</param>
    /// <param name="teacher">The teacher's.</param>
    internal static IReadOnlyList<int> Find(Tensor student, Tensor teacher)
    {
        int width = (int)student.shape[1];
        ReadOnlySpan<float> old = TensorMemory.Of(teacher), rows = TensorMemory.Of(student);
        var known = new HashSet<UInt128>();
        for (int start = 0; start < old.Length; start += width)
            known.Add(Key(old.Slice(start, width)));
        var found = new List<int>();
        for (int id = 0; id < student.shape[0]; id++)
        {
            if (!known.Contains(Key(rows.Slice(id * width, width))))
                found.Add(id);
        }

        return found;
    }

    private static UInt128 Key(ReadOnlySpan<float> row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(row), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
