using System.Text;

namespace NlpTransfer.Remapping;

/// <summary>
/// The letter sequences of a word as fastText takes and hashes them (Bojanowski et al. 2017, "Enriching word vectors with subword information"): those of the word
/// between <c>&lt;</c> and <c>&gt;</c>, hashed by 32-bit FNV-1a over signed UTF-8 bytes.
/// </summary>
internal static class CharacterNgrams
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>Adds the bucket of each sequence, in fastText's order; the same bucket may come several times.</summary>
    public static void Add(string word, int minimum, int maximum, int buckets, List<int> into)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"<{word}>");
        for (int start = 0; start < bytes.Length; start++)
        {
            if (IsContinuation(bytes[start]))
                continue;
            uint hash = Offset;
            int end = start;
            for (int length = 1; length <= maximum && end < bytes.Length; length++)
            {
                do
                    hash = (hash ^ (uint)(sbyte)bytes[end++]) * Prime;
                while (end < bytes.Length && IsContinuation(bytes[end]));
                if (length >= minimum && !(length == 1 && (start == 0 || end == bytes.Length)))
                    into.Add((int)(hash % (uint)buckets));
            }
        }
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
