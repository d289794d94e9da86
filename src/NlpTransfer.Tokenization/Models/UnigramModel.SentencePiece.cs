namespace NlpTransfer.Tokenization;

public sealed partial record UnigramModel
{
    /// <summary>The bonus of a user-defined symbol, in SentencePiece's own terms: next to nothing a byte, less a tenth.</summary>
    private const double UserDefinedScore = 0.1;

    /// <summary>Built when the first text asks for it.</summary>
    private PieceAutomaton? _automaton;

    /// <summary>Makes a model of a SentencePiece file's pieces, which runs as SentencePiece does: in single precision, over the whole text.</summary>
    internal static UnigramModel Read(SentencePieceFile file, string unknown, PieceKinds kinds, string source)
    {
        var builder = new PieceTable.Builder();
        var scores = new double[file.Pieces.Count];
        for (int id = 0; id < scores.Length; id++)
        {
            builder.Add(file.Pieces[id].Text);
            scores[id] = file.Pieces[id].Score;
        }

        PieceTable pieces = builder.Build(out int duplicate);
        return duplicate < 0
            ? new(pieces, scores, pieces.Find(unknown), file.Spec.ByteFallback, kinds)
            : throw new ModelFormatException($"{source}: piece {duplicate} ('{file.Pieces[duplicate].Text}') is there already.");
    }

    /// <summary>The same pieces as a tokenizer.json knows them: user-defined symbols by a score that no other piece reaches.</summary>
    internal UnigramModel WithoutKinds() => _kinds is null
        ? this
        : new(_pieces, [.. _scores.Select((score, id) => _kinds[id] == PieceKind.UserDefined ? -UserDefinedScore : score)], UnknownId, ByteFallback);

    /// <summary>What each piece scores in single precision; not a number where a piece is never text.</summary>
    private static float[]? SingleScores(double[] scores, PieceKinds? kinds, out float unknown)
    {
        unknown = 0;
        if (kinds is null)
            return null;
        var singles = new float[scores.Length];
        float least = float.MaxValue;
        for (int id = 0; id < singles.Length; id++)
        {
            singles[id] = kinds.IsText(id) ? (float)scores[id] : float.NaN;
            if (kinds[id] == PieceKind.Normal)
                least = Math.Min(least, singles[id]);
        }

        unknown = least - (float)UnknownPenalty;
        return singles;
    }

    /// <summary>
    /// The search of <see cref="Search"/> with SentencePiece's arithmetic: a sum is compared in double precision and kept in single.
    /// </summary>
    private void SearchSingle(ReadOnlySpan<char> text, ViterbiLattice lattice)
    {
        PieceAutomaton automaton = LazyInitializer.EnsureInitialized(ref _automaton, () => PieceAutomaton.Build(_pieces.Trie, _singles!));
        ReadOnlySpan<PieceAutomaton.Node> nodes = automaton.Nodes;
        lattice.Reset(text.Length);
        lattice.Name(text, automaton.Codes);
        ReadOnlySpan<ushort> codes = lattice.Codes.AsSpan(0, text.Length);
        Span<double> best = lattice.Scores.AsSpan(0, text.Length + 1);
        Span<int> starts = lattice.Starts.AsSpan(0, text.Length + 1);
        Span<int> pieces = lattice.Pieces.AsSpan(0, text.Length + 1);
        bool user = _kinds!.UserDefined is not null;
        for (int start = 0; start < text.Length;)
        {
            int width = char.IsHighSurrogate(text[start]) ? 2 : 1;
            float here = (float)best[start];
            bool single = false;
            int node = PieceAutomaton.Root;
            int from = nodes[node].Base;
            for (int end = start; end < codes.Length;)
            {
                int next = from + codes[end++];
                ref readonly PieceAutomaton.Node reached = ref nodes[next];
                if (reached.Check != node + 1)
                    break;
                node = next;
                from = reached.Base;
                int piece = reached.Piece;
                if (piece < 0)
                    continue;
                single |= end - start == width;
                double score = user && _kinds[piece] == PieceKind.UserDefined ? here - UserDefinedScore : here + reached.Score;
                if (starts[end] < 0 || score > best[end])
                {
                    best[end] = (float)score;
                    starts[end] = start;
                    pieces[end] = piece;
                }
            }

            if (!single)
            {
                int end = start + width;
                float score = here + _unknownSingle;
                if (starts[end] < 0 || score > best[end])
                    (best[end], starts[end], pieces[end]) = (score, start, UnknownId ?? -1);
            }

            start += width;
        }
    }
}
