using System.Collections;
using NlpTransfer.Corpora;

namespace NlpTransfer.Remapping;

/// <summary>Texts of one language from plain texts and from one side of pairs, read anew each time.</summary>
internal sealed class RemapTexts(IReadOnlyList<TrimText> texts, IReadOnlyList<PairCorpus> pairs, Func<TextPair, string> side, CancellationToken cancellation) : IEnumerable<string>
{
    public bool IsEmpty => texts.Count + pairs.Count == 0;

    public IEnumerator<string> GetEnumerator() => texts.SelectMany(text => TrimTextReader.ReadAsync(text, cancellation).ToBlockingEnumerable(cancellation))
        .Concat(pairs.SelectMany(corpus => corpus.ReadAsync(cancellation: cancellation).ToBlockingEnumerable(cancellation).Select(side))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
