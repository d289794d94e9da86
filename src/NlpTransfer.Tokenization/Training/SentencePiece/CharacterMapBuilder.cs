using System.Buffers.Binary;
using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>
/// Compiles replacements into SentencePiece's character map: a double-array trie (Aoe 1989, in Yata's darts-clone layout) over UTF-8 bytes, and the replacement texts.
/// </summary>
internal sealed class CharacterMapBuilder
{
    private const uint LeafBit = 1 << 8;
    private const uint ValueBit = 1u << 31;
    private const int LargestOffset = 1 << 21;
    private const int Window = 1 << 12;

    private readonly List<uint> _units = [0];
    private readonly List<bool> _taken = [true];
    private readonly HashSet<int> _bases = [];
    private readonly KeyValuePair<byte[], int>[] _keys;
    private int _firstFree = 1;

    private CharacterMapBuilder(KeyValuePair<byte[], int>[] keys) => _keys = keys;

    /// <summary>Compiles a map.</summary>
    /// <param name="replacements">Texts, not empty, with what stands in their place.</param>
    public static byte[] Build(IReadOnlyDictionary<string, string> replacements)
    {
        var texts = new MemoryStream();
        var places = new Dictionary<string, int>();
        var keys = new List<KeyValuePair<byte[], int>>();
        foreach ((string key, string value) in replacements.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!places.TryGetValue(value, out int place))
            {
                places.Add(value, place = (int)texts.Length);
                texts.Write(Encoding.UTF8.GetBytes(value));
                texts.WriteByte(0);
            }

            keys.Add(new(Encoding.UTF8.GetBytes(key), place));
        }

        keys.Sort(static (left, right) => left.Key.AsSpan().SequenceCompareTo(right.Key));
        var builder = new CharacterMapBuilder([.. keys]);
        builder.Arrange(0, 0, keys.Count, 0);
        byte[] blob = new byte[4 + (4 * builder._units.Count) + texts.Length];
        BinaryPrimitives.WriteInt32LittleEndian(blob, 4 * builder._units.Count);
        for (int i = 0; i < builder._units.Count; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(4 + (4 * i)), builder._units[i]);
        texts.ToArray().CopyTo(blob, 4 + (4 * builder._units.Count));
        return blob;
    }

    /// <summary>Gives the children of a node their places: keys <c>first</c> to <c>end</c> agree in <c>depth</c> bytes.</summary>
    private void Arrange(int node, int first, int end, int depth)
    {
        var children = new List<(byte Step, int First, int End)>();
        bool leaf = first < end && _keys[first].Key.Length == depth;
        for (int i = leaf ? first + 1 : first; i < end;)
        {
            int start = i;
            byte step = _keys[i].Key[depth];
            while (i < end && _keys[i].Key[depth] == step)
                i++;
            children.Add((step, start, i));
        }

        int place = FindBase(node, leaf, children);
        _units[node] |= (uint)(node ^ place) << 10 | (leaf ? LeafBit : 0);
        if (leaf)
            Take(place, ValueBit | (uint)_keys[first].Value);
        foreach ((byte step, _, _) in children)
            Take(place ^ step, step);
        foreach ((byte step, int start, int stop) in children)
            Arrange(place ^ step, start, stop, depth + 1);
    }

    /// <summary>The lowest base that no other node has and at which all children find room.</summary>
    private int FindBase(int node, bool leaf, List<(byte Step, int First, int End)> children)
    {
        while (_firstFree < _taken.Count && _taken[_firstFree])
            _firstFree++;
        int anchor = leaf || children.Count == 0 ? 0 : children[0].Step;

        // Holes that were left far behind are too small for most nodes; looking through them again and again would take quadratic time.
        for (int free = Math.Max(_firstFree, _units.Count - Window); ; free++)
        {
            int candidate = free ^ anchor;
            if (candidate == 0 || (node ^ candidate) >= LargestOffset || _bases.Contains(candidate) || (leaf && IsTaken(candidate)))
                continue;
            if (children.All(child => !IsTaken(candidate ^ child.Step)))
            {
                _bases.Add(candidate);
                return candidate;
            }
        }
    }

    private bool IsTaken(int place) => place < _taken.Count && _taken[place];

    private void Take(int place, uint unit)
    {
        // The trie grows by whole blocks, so that every step from a node stays within it.
        while (_units.Count <= (place | 0xFF))
        {
            _units.Add(0);
            _taken.Add(false);
        }

        _units[place] = unit;
        _taken[place] = true;
    }
}
