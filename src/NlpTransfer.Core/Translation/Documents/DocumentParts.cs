using System.Buffers;

namespace NlpTransfer;

/// <summary>Cuts a document into sentences and what stands between them: put together again, the parts are the document.</summary>
internal sealed class DocumentParts(DocumentTranslationOptions options)
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\v\f\u0085\u2028\u2029");

    private readonly PlaceholderFinder _finder = new(new PlaceholderProtectionOptions());

    public List<DocumentPart> Cut(string document)
    {
        var parts = new List<DocumentPart>();
        int from = 0;
        while (from < document.Length)
        {
            int end = document.AsSpan(from).IndexOfAny(LineEnds);
            end = end < 0 ? document.Length : from + end;
            CutLine(document[from..end], parts);
            from = end;
            while (end < document.Length && LineEnds.Contains(document[end]))
                end++;
            Keep(document[from..end], parts);
            from = end;
        }

        return parts;
    }

    private void CutLine(string line, List<DocumentPart> parts)
    {
        List<Placeholder> placeholders = _finder.Find(line);
        bool IsFree(int at) => placeholders.TrueForAll(p => at <= p.Start || at >= p.End);
        List<int> starts = placeholders.Count == 0 ? SentenceSplitter.Starts(line, static _ => true) : SentenceSplitter.Starts(line, IsFree);
        int from = 0;
        foreach (int end in starts.Append(line.Length))
        {
            CutSentence(line[from..end], from, IsFree, parts);
            from = end;
        }
    }

    private void CutSentence(string sentence, int at, Func<int, bool> isFree, List<DocumentPart> parts)
    {
        List<int> starts = LongSentence.Starts(sentence.TrimEnd(), options, place => isFree(at + place));
        int from = 0;
        foreach (int end in starts.Append(sentence.Length))
        {
            Trimmed(sentence[from..end], starts.Count > 0, parts);
            from = end;
        }
    }

    private static void Trimmed(string text, bool cut, List<DocumentPart> parts)
    {
        string start = text.TrimStart(), whole = start.TrimEnd();
        Keep(text[..(text.Length - start.Length)], parts);
        if (whole.Length > 0)
            parts.Add(new DocumentPart(whole, true, cut));
        Keep(start[whole.Length..], parts);
    }

    private static void Keep(string text, List<DocumentPart> parts)
    {
        if (text.Length > 0)
            parts.Add(new DocumentPart(text, false));
    }
}
