using System.Runtime.CompilerServices;

namespace NlpTransfer.Tokenization;

/// <summary>
/// The trie of a vocabulary as a double array (Aoe 1989) over the code units that its pieces are made of, the frequent ones first: a step is one addition and one
/// look into memory, which brings the piece and its score along. It takes longer to build than <see cref="PieceTrie"/>, from which it is made.
/// </summary>
internal sealed class PieceAutomaton
{
    /// <summary>The node where every text begins.</summary>
    public const int Root = 0;

    private const int Tries = 200;

    private readonly ushort[] _codes = new ushort[1 << 16];
    private Node[] _nodes = new Node[1 << 12];
    private int _firstFree = 2;
    private int _top;

    private PieceAutomaton()
    {
    }

    /// <summary>What a code unit is called here; 0 stands in no piece.</summary>
    public ReadOnlySpan<ushort> Codes => _codes;

    public ReadOnlySpan<Node> Nodes => _nodes;

    /// <summary>Builds it.</summary>
    /// <param name="trie">The trie of all pieces.</param>
    /// <param name="scores">The score of each piece; of one that is not to be found, not a number.</param>
    public static PieceAutomaton Build(PieceTrie trie, float[] scores)
    {
        var automaton = new PieceAutomaton();
        (int Parent, char Unit, int Child)[] edges = trie.Edges();
        int alphabet = automaton.NameUnits(edges);
        Array.Sort(edges, (first, second) => first.Parent != second.Parent
            ? first.Parent.CompareTo(second.Parent)
            : automaton._codes[first.Unit].CompareTo(automaton._codes[second.Unit]));
        automaton.Place(edges, trie, scores);

        // Whatever is added to a base stays inside.
        Array.Resize(ref automaton._nodes, automaton._top + alphabet + 2);
        return automaton;
    }

    private int NameUnits((int Parent, char Unit, int Child)[] edges)
    {
        var counts = new int[1 << 16];
        foreach ((_, char unit, _) in edges)
            counts[unit]++;
        ushort next = 1;
        foreach (int unit in Enumerable.Range(0, counts.Length).Where(unit => counts[unit] > 0).OrderByDescending(unit => counts[unit]).ThenBy(unit => unit))
            _codes[unit] = next++;
        return next;
    }

    /// <summary>Gives each node a base that its children fit behind, parents before children: a trie numbers them so.</summary>
    private void Place((int Parent, char Unit, int Child)[] edges, PieceTrie trie, float[] scores)
    {
        var slots = new int[edges.Length + 1];
        _nodes[Root] = new() { Check = -1, Piece = -1 };
        for (int from = 0, to; from < edges.Length; from = to)
        {
            int parent = edges[from].Parent;
            for (to = from + 1; to < edges.Length && edges[to].Parent == parent;)
                to++;
            ReadOnlySpan<(int Parent, char Unit, int Child)> children = edges.AsSpan(from, to - from);
            int parentSlot = slots[parent];
            int start = FindBase(children);
            _nodes[parentSlot].Base = start;
            foreach ((_, char unit, int child) in children)
            {
                int slot = start + _codes[unit];
                int piece = trie.PieceAt(child);
                bool found = piece >= 0 && !float.IsNaN(scores[piece]);
                _nodes[slot] = new() { Check = parentSlot + 1, Piece = found ? piece : -1, Score = found ? scores[piece] : 0 };
                slots[child] = slot;
                _top = Math.Max(_top, slot);
            }

            while (_firstFree < _nodes.Length && _nodes[_firstFree].Check != 0)
                _firstFree++;
        }
    }

    private int FindBase(ReadOnlySpan<(int Parent, char Unit, int Child)> children)
    {
        int first = _codes[children[0].Unit];
        int last = _codes[children[^1].Unit];
        int free = _firstFree;
        for (int tries = 0; ; tries++)
        {
            // After some tries there is room behind everything.
            if (tries == Tries)
                free = _top + 1;
            int start = Math.Max(1, free - first);
            Reserve(start + last + 1);
            bool fits = true;
            foreach ((_, char unit, _) in children)
                fits &= _nodes[start + _codes[unit]].Check == 0;
            if (fits)
                return start;
            do
                free++;
            while (free < _nodes.Length && _nodes[free].Check != 0);
        }
    }

    private void Reserve(int length)
    {
        if (length > _nodes.Length)
            Array.Resize(ref _nodes, Math.Max(length, _nodes.Length * 2));
    }

    /// <summary>A place of the array.</summary>
    public struct Node
    {
        /// <summary>Where its children begin.</summary>
        public int Base;

        /// <summary>Its parent's place plus one; 0 where the place is free.</summary>
        public int Check;

        /// <summary>The piece that ends here, or -1.</summary>
        public int Piece;

        /// <summary>The piece's score.</summary>
        public float Score;
    }
}
