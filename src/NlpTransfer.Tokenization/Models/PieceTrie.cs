using System.Runtime.CompilerServices;

namespace NlpTransfer.Tokenization;

/// <summary>
/// A trie over UTF-16 code units whose edges lie in one open-addressed hash table, a word of 64 bits each: parent (24), unit (16), child (24).
/// It is built in one pass over unsorted pieces and is only read afterwards. A tokenizer is loaded once a process: what builds it is compiled well at once,
/// because the just-in-time compiler's second look would come too late.
/// </summary>
internal sealed class PieceTrie
{
    /// <summary>The node where every text begins.</summary>
    public const int Root = 0;

    private const int ChildBits = 24;
    private const ulong ChildMask = (1UL << ChildBits) - 1;

    private ulong[] _edges;
    private int[] _pieces;
    private int _shift;
    private int _nodeCount = 1;

    private PieceTrie(int characters)
    {
        int bits = 8;
        while (bits < 24 && (1 << bits) < characters)
            bits++;
        _edges = new ulong[1 << bits];
        _shift = 64 - bits;
        _pieces = new int[Math.Max(16, characters / 2)];
        _pieces.AsSpan().Fill(-1);
    }

    /// <summary>Most characters that the pieces of one vocabulary may have together, so that nodes fit in 24 bits.</summary>
    public static int LargestText => (int)ChildMask - 1;

    /// <summary>Builds the trie of pieces <c>text[starts[i]..starts[i + 1]]</c>.</summary>
    /// <param name="text">All pieces, one after another.</param>
    /// <param name="starts">Where each begins, and the end.</param>
    /// <param name="duplicate">The first piece that another one equals, or -1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PieceTrie Build(char[] text, int[] starts, out int duplicate)
    {
        var trie = new PieceTrie(text.Length);
        duplicate = -1;
        for (int piece = 0; piece + 1 < starts.Length; piece++)
        {
            int node = Root;
            for (int i = starts[piece]; i < starts[piece + 1]; i++)
                node = trie.GetOrAdd(node, text[i]);
            if (trie._pieces[node] >= 0)
            {
                duplicate = piece;
                break;
            }

            trie._pieces[node] = piece;
        }

        return trie;
    }

    /// <summary>The piece that ends at a node, or -1.</summary>
    public int PieceAt(int node) => _pieces[node];

    /// <summary>The node that a unit leads to, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Step(int node, char unit)
    {
        ulong key = Key(node, unit);
        ulong[] edges = _edges;
        int mask = edges.Length - 1;
        for (int slot = Slot(key); ; slot = (slot + 1) & mask)
        {
            ulong edge = edges[slot];
            if (edge == 0)
                return -1;
            if (edge >> ChildBits == key)
                return (int)(edge & ChildMask);
        }
    }

    /// <summary>The piece that is this text, or -1.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        int node = Walk(Root, text);
        return node < 0 ? -1 : _pieces[node];
    }

    /// <summary>The node that a text leads to, or -1.</summary>
    public int Walk(int node, ReadOnlySpan<char> text)
    {
        foreach (char unit in text)
        {
            node = Step(node, unit);
            if (node < 0)
                return -1;
        }

        return node;
    }

    /// <summary>All edges; a child's number is higher than its parent's.</summary>
    public (int Parent, char Unit, int Child)[] Edges()
    {
        var edges = new (int, char, int)[_nodeCount - 1];
        int count = 0;
        foreach (ulong edge in _edges)
        {
            if (edge != 0)
                edges[count++] = ((int)(edge >> (ChildBits + 16)), (char)(edge >> ChildBits), (int)(edge & ChildMask));
        }

        return edges;
    }

    private static ulong Key(int node, char unit) => ((ulong)(uint)node << 16) | unit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int GetOrAdd(int node, char unit)
    {
        ulong key = Key(node, unit);
        int mask = _edges.Length - 1;
        int slot = Slot(key);
        for (; _edges[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_edges[slot] >> ChildBits == key)
                return (int)(_edges[slot] & ChildMask);
        }

        int child = _nodeCount++;
        if (child == _pieces.Length)
        {
            Array.Resize(ref _pieces, _pieces.Length * 2);
            _pieces.AsSpan(child).Fill(-1);
        }

        _edges[slot] = (key << ChildBits) | (uint)child;
        if (_nodeCount > _edges.Length / 10 * 7)
            Grow();
        return child;
    }

    private void Grow()
    {
        ulong[] old = _edges;
        _edges = new ulong[old.Length * 2];
        _shift--;
        int mask = _edges.Length - 1;
        foreach (ulong edge in old)
        {
            if (edge == 0)
                continue;
            int slot = Slot(edge >> ChildBits);
            while (_edges[slot] != 0)
                slot = (slot + 1) & mask;
            _edges[slot] = edge;
        }
    }
}
