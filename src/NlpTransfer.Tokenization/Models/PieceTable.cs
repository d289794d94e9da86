using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>
/// Texts by number, in one block of characters, with a trie over them. A quarter of a million pieces are a few arrays and no objects;
/// a piece becomes a string when someone asks for it, and stays one.
/// </summary>
internal sealed class PieceTable
{
    private readonly char[] _text;
    private readonly int[] _starts;
    private readonly string?[] _strings;

    private PieceTable(char[] text, int[] starts, PieceTrie trie)
    {
        _text = text;
        _starts = starts;
        _strings = new string?[starts.Length - 1];
        Trie = trie;
    }

    public int Count => _strings.Length;

    public PieceTrie Trie { get; }

    public ReadOnlySpan<char> this[int index] => _text.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    public string Get(int index) => _strings[index] ??= this[index].ToString();

    /// <summary>Number of the piece with this text, or -1.</summary>
    public int Find(ReadOnlySpan<char> piece) => Trie.Find(piece);

    /// <summary>Collects pieces as they are read.</summary>
    public sealed class Builder
    {
        private char[] _text = new char[1 << 12];
        private int[] _starts = new int[1 << 8];
        private int _length;

        public int Count { get; private set; }

        public void Add(ReadOnlySpan<char> piece)
        {
            Reserve(piece.Length);
            piece.CopyTo(_text.AsSpan(_length));
            End(piece.Length);
        }

        /// <summary>Adds the string or property name that a reader stands on.</summary>
        public void Add(ref Utf8JsonReader reader, JsonPath path)
        {
            Reserve(reader.ValueSpan.Length);
            try
            {
                End(reader.CopyString(_text.AsSpan(_length)));
            }
            catch (InvalidOperationException)
            {
                throw path[Count].Fault("holds half a surrogate pair or bytes that are not UTF-8.");
            }
        }

        /// <summary>Makes the table.</summary>
        /// <param name="duplicate">The first piece that stands there twice, else -1: then the table is not to be used.</param>
        public PieceTable Build(out int duplicate)
        {
            Array.Resize(ref _text, _length);
            Array.Resize(ref _starts, Count + 1);
            PieceTrie trie = PieceTrie.Build(_text, _starts, out duplicate);
            return new(_text, _starts, trie);
        }

        private void Reserve(int count)
        {
            if (_length + count > _text.Length)
                Array.Resize(ref _text, Math.Max(_text.Length * 2, checked(_length + count)));
            if (Count + 2 > _starts.Length)
                Array.Resize(ref _starts, _starts.Length * 2);
        }

        private void End(int length)
        {
            _length += length;
            _starts[++Count] = _length;
        }
    }
}
