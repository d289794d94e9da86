using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>
/// The merges of a file, as <c>"a b"</c> or <c>["a", "b"]</c>, in one block of characters: they may stand before the vocabulary that they are looked up in.
/// </summary>
internal sealed class BpeMergeList
{
    private char[] _text = new char[1 << 12];
    private int[] _ends = new int[1 << 8];
    private int _length;
    private int _count;

    public static BpeMergeList Read(ref Utf8JsonReader reader, JsonPath path)
    {
        var list = new BpeMergeList();
        reader.Read();
        path.Expect(ref reader, JsonTokenType.StartArray, "a list of merges");
        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (index >= TokenizerLimits.LargestId)
                throw path[index].Fault($"goes beyond the {TokenizerLimits.LargestId} merges that a model may have.");
            if (reader.TokenType == JsonTokenType.String)
                list.AddLine(ref reader, path[index]);
            else
                list.AddPair(ref reader, path[index]);
        }

        return list;
    }

    /// <summary>Adds a line of two parts with a blank between them.</summary>
    /// <returns>False where it is none.</returns>
    public bool TryAddLine(ReadOnlySpan<char> line)
    {
        int blank = line.IndexOf(' ');
        if (blank <= 0 || blank == line.Length - 1 || line[(blank + 1)..].Contains(' '))
            return false;
        Append(line[..blank]);
        Append(line[(blank + 1)..]);
        return true;
    }

    public void AddTo(BpeProducts products, Func<int, string, NlpTransferException> fault)
    {
        for (int i = 0; i < _count; i += 2)
        {
            int start = i == 0 ? 0 : _ends[i - 1];
            if (products.Add(_text.AsSpan(start, _ends[i] - start), _text.AsSpan(_ends[i], _ends[i + 1] - _ends[i])) is { } wrong)
                throw fault(i / 2, wrong);
        }
    }

    private void AddLine(ref Utf8JsonReader reader, JsonPath path)
    {
        if (!TryAddLine(path.Text(ref reader)))
            throw path.Fault("was expected to be two pieces with one blank between them, like \"t he\".");
    }

    private void AddPair(ref Utf8JsonReader reader, JsonPath path)
    {
        const string Expected = "two pieces, like [\"t\", \"he\"]";
        path.Expect(ref reader, JsonTokenType.StartArray, Expected);
        for (int i = 0; i < 2; i++)
        {
            reader.Read();
            path.Expect(ref reader, JsonTokenType.String, Expected);
            Append(path.Text(ref reader));
        }

        reader.Read();
        path.Expect(ref reader, JsonTokenType.EndArray, Expected);
    }

    private void Append(ReadOnlySpan<char> part)
    {
        if (_length + part.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + part.Length));
        if (_count == _ends.Length)
            Array.Resize(ref _ends, _count * 2);
        part.CopyTo(_text.AsSpan(_length));
        _length += part.Length;
        _ends[_count++] = _length;
    }
}
