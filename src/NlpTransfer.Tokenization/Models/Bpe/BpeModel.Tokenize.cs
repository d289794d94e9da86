using System.Runtime.InteropServices;
using System.Text;

namespace NlpTransfer.Tokenization;

public sealed partial record BpeModel
{
    internal override void Tokenize(EncodingWorkspace workspace, TextSplit split)
    {
        ReadOnlySpan<char> text = workspace.PreTokenized.Buffer.Text.Slice(split.Start, split.Length);
        if (Options.IgnoreMerges && _pieces.Find(text) is >= 0 and int whole)
        {
            workspace.Tokens.Add(new(whole, split.Start, split.Start + split.Length, false));
            return;
        }

        if (!_breaksBeforeBlanks)
        {
            TokenizeWord(text, split.Start, workspace);
            return;
        }

        // No piece reaches over the beginning of a word, so that word by word the same comes out as in one go.
        for (int start = 0; start < text.Length;)
        {
            int blanks = start;
            while (blanks < text.Length && text[blanks] == '▁')
                blanks++;
            int length = text[blanks..].IndexOf('▁');
            int end = length < 0 ? text.Length : blanks + length;
            TokenizeWord(text[start..end], split.Start + start, workspace);
            start = end;
        }
    }

    private void TokenizeWord(ReadOnlySpan<char> word, int origin, EncodingWorkspace workspace)
    {
        List<PendingToken> tokens = workspace.Tokens;
        if (word.Length > WordCache.LongestWord)
        {
            MergeWord(word, origin, workspace.Symbols, tokens);
            return;
        }

        if (_cache.TryAppend(word, origin, tokens, out ulong hash))
            return;
        int first = tokens.Count;
        MergeWord(word, origin, workspace.Symbols, tokens);
        _cache.Add(hash, word, origin, CollectionsMarshal.AsSpan(tokens)[first..]);
    }

    private void MergeWord(ReadOnlySpan<char> word, int origin, BpeSymbols symbols, List<PendingToken> tokens)
    {
        symbols.Clear();
        if (_kinds is not null)
        {
            MergeSentencePieceWord(word, origin, symbols, tokens);
            return;
        }

        for (int start = 0; start < word.Length;)
        {
            int end = start + (char.IsHighSurrogate(word[start]) ? 2 : 1);
            ReadOnlySpan<char> character = word[start..end];
            int id = Symbol(character, first: start == 0, last: end == word.Length);
            if (id >= 0)
                symbols.Add(id, start, end);
            else
                AddUnknown(character, start, end, symbols, word);
            start = end;
        }

        symbols.Merge(_merges);
        symbols.AppendTo(origin, tokens);
    }

    /// <summary>The piece that a character begins as, or -1.</summary>
    private int Symbol(ReadOnlySpan<char> character, bool first, bool last)
    {
        PieceTrie trie = _pieces.Trie;
        int node = PieceTrie.Root;
        if (!first && Options.ContinuingSubwordPrefix is { } prefix)
            node = trie.Walk(node, prefix);
        if (node >= 0)
            node = trie.Walk(node, character);
        if (node >= 0 && last && Options.EndOfWordSuffix is { } suffix)
            node = trie.Walk(node, suffix);
        return node >= 0 && trie.PieceAt(node) is >= 0 and int place ? _pieces.IdAt(place) : -1;
    }

    private void AddUnknown(ReadOnlySpan<char> character, int start, int end, BpeSymbols symbols, ReadOnlySpan<char> word)
    {
        if (_byteIds is not null)
        {
            Span<byte> bytes = stackalloc byte[4];
            bytes = bytes[..Encoding.UTF8.GetBytes(character, bytes)];
            bool all = true;
            foreach (byte value in bytes)
                all &= _byteIds[value] >= 0;
            foreach (byte value in all ? bytes : [])
                symbols.Add(_byteIds[value], start, end);
            if (all)
                return;
        }

        int unknown = UnknownId ?? throw NoUnknownPiece(word);
        if (!Options.FuseUnknown || !symbols.TryExtend(unknown, end))
            symbols.Add(unknown, start, end);
    }
}
