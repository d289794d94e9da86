using System.Text;

namespace NlpTransfer.Tokenization;

public sealed partial record BpeModel
{
    /// <summary>
    /// Makes a model of a SentencePiece file's pieces, which has no merges of its own: any two neighbours that together are a piece may be merged, the one of
    /// the highest score first.
    /// </summary>
    internal static BpeModel Read(SentencePieceFile file, string unknown, PieceKinds kinds, string source)
    {
        try
        {
            NumberedPieces pieces = NumberedPieces.Of([.. file.Pieces.Select(piece => piece.Text)]);
            var options = new BpeOptions { UnknownToken = unknown, FuseUnknown = true, ByteFallback = file.Spec.ByteFallback };
            return new(pieces, (products, _) => AddMerges(products, pieces, file, kinds), options, (_, what) => new UsageException(what), kinds);
        }
        catch (UsageException exception)
        {
            throw new ModelFormatException($"{source}: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// The same pieces and merges as a tokenizer.json knows them: merges that make the same piece have an order there, and a character that is no piece is
    /// merged with nothing.
    /// </summary>
    internal BpeModel WithoutKinds() => _kinds is null ? this : new(
        _pieces,
        (products, _) =>
        {
            for (int i = 0; i < _left.Length; i++)
            {
                if (_left[i] < IdLimit && _right[i] < IdLimit)
                    products.Add(_left[i], _right[i], BpeMergeTable.Product(_merges.Find(_left[i], _right[i])), products.Count);
            }
        },
        Options,
        (_, what) => new UsageException(what));

    /// <summary>The model of a SentencePiece file with further pieces, which are merged after all that were there: text is merged as before, and then further.</summary>
    /// <param name="more">The pieces, those that are merged first first.</param>
    internal BpeModel WithSentencePieces(IReadOnlyList<string> more)
    {
        float[] scores = BpeScores.Of(this);
        float lowest = scores.Min();
        SentencePieceEntry[] entries =
        [
            .. scores.Select((score, id) => new SentencePieceEntry(IdToPiece(id)!, score, _kinds![id], _kinds[id] != PieceKind.Normal)),
            .. more.Select((piece, place) => new SentencePieceEntry(piece, lowest - 1 - place, PieceKind.Normal, false)),
        ];
        return Read(new(entries, new() { ModelType = Name, ByteFallback = Options.ByteFallback }, default), Options.UnknownToken!, new(entries), "the tokenizer");
    }

    /// <summary>What each piece is for, where the model was read from a SentencePiece file; else null.</summary>
    internal PieceKinds? SentencePieceKinds => _kinds;

    /// <summary>What each merge makes, in their order.</summary>
    internal IEnumerable<int> Products() => Enumerable.Range(0, _left.Length).Select(i => BpeMergeTable.Product(_merges.Find(_left[i], _right[i])));

    /// <summary>The merges whose parts are both pieces.</summary>
    internal IEnumerable<BpeMerge> TextMerges() =>
        Enumerable.Range(0, _left.Length).Where(i => _left[i] < IdLimit && _right[i] < IdLimit).Select(Merge);

    /// <summary>Whether a piece is a user-defined symbol of a SentencePiece file.</summary>
    internal bool IsUserDefined(int id) => _kinds is not null && _kinds[id] == PieceKind.UserDefined;

    private static void AddMerges(BpeProducts products, NumberedPieces pieces, SentencePieceFile file, PieceKinds kinds)
    {
        int[] order = [.. Enumerable.Range(0, kinds.Count).Where(kinds.IsText).OrderByDescending(id => file.Pieces[id].Score).ThenBy(id => id)];
        int rank = -1;
        float last = float.NaN;
        foreach (int id in order)
        {
            if (file.Pieces[id].Score != last)
                (rank, last) = (rank + 1, file.Pieces[id].Score);
            ReadOnlySpan<char> text = pieces[id];
            for (int at = 1; at < text.Length; at++)
            {
                if (char.IsLowSurrogate(text[at]))
                    continue;
                int left = Part(text[..at], products, pieces, kinds);
                int right = left < 0 ? -1 : Part(text[at..], products, pieces, kinds);
                if (right >= 0)
                    products.Add(left, right, id, rank);
            }
        }
    }

    /// <summary>The symbol of a part of a piece: a piece of text itself, or a single character whether it is one or not.</summary>
    private static int Part(ReadOnlySpan<char> part, BpeProducts products, NumberedPieces pieces, PieceKinds kinds)
    {
        int id = pieces.Find(part);
        if (id >= 0 && kinds.IsText(id))
            return kinds[id] == PieceKind.Normal ? id : -1;
        Rune.DecodeFromUtf16(part, out Rune character, out int width);
        return width == part.Length ? products.CharacterSymbol(character) : -1;
    }

    private void MergeSentencePieceWord(ReadOnlySpan<char> word, int origin, BpeSymbols symbols, List<PendingToken> tokens)
    {
        UserSymbols? user = _kinds!.UserDefined;
        for (int start = 0; start < word.Length;)
        {
            int length = user?.Match(word[start..]) ?? 0;
            if (length == 0)
                length = char.IsHighSurrogate(word[start]) ? 2 : 1;
            symbols.Add(Symbol(word.Slice(start, length)), start, start + length);
            start += length;
        }

        symbols.Merge(_merges);
        int first = tokens.Count;
        for (int i = 0; i < symbols.Count; i++)
        {
            (int id, int start, int end) = symbols[i];
            if (id < IdLimit)
                tokens.Add(new(id, origin + start, origin + end, false));
            else if (_byteIds is null || !BytePieces.TryAdd(_byteIds, word[start..end], origin + start, tokens))
                AddUnknown(origin + start, origin + end, first, tokens);
        }
    }

    /// <summary>Adds an unknown character, or lets the unknown token before it in the same word reach over it.</summary>
    private void AddUnknown(int start, int end, int first, List<PendingToken> tokens)
    {
        int unknown = UnknownId!.Value;
        if (tokens.Count > first && tokens[^1].Id == unknown)
            tokens[^1] = tokens[^1] with { End = end };
        else
            tokens.Add(new(unknown, start, end, true));
    }

    /// <summary>A piece of text, else a number above all ids: that of the character if it is part of a piece, or one that nothing merges with.</summary>
    private int Symbol(ReadOnlySpan<char> text)
    {
        if (_pieces.Find(text) is >= 0 and int id && _kinds!.IsText(id))
            return id;
        Rune.DecodeFromUtf16(text, out Rune character, out _);
        return _virtual.TryGetValue(character.Value, out int symbol) ? symbol : IdLimit + _virtual.Count;
    }
}
