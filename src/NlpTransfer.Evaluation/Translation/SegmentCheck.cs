using NlpTransfer.Corpora;

namespace NlpTransfer.Evaluation;

/// <summary>Whether files of translations and references belong together line by line.</summary>
public static class SegmentCheck
{
    /// <summary>Refuses files that don't.</summary>
    /// <param name="systems">Translations.</param>
    /// <param name="references">Sets of references; a segment may have an empty one where another set has one for it.</param>
    /// <exception cref="BadDataException">They differ in length, or a segment has no reference.</exception>
    public static void Require(IReadOnlyList<SegmentFile> systems, IReadOnlyList<SegmentFile> references)
    {
        if (references.Count == 0)
            throw new BadDataException("there are no references to score against: give at least one set.");
        SegmentFile first = references[0];
        if (references.Skip(1).Concat(systems).FirstOrDefault(file => file.Lines.Count != first.Lines.Count) is { } other)
        {
            throw new BadDataException($"{other.Name} has {Text.Lines(other.Lines.Count)}, but {first.Name} has {Text.Lines(first.Lines.Count)}; " +
                "line n of one belongs to line n of the other: find the line where they part.");
        }

        for (int i = 0; i < first.Lines.Count; i++)
        {
            if (references.All(set => string.IsNullOrWhiteSpace(set.Lines[i])))
            {
                throw new BadDataException($"{first.Name}: the reference of segment {Text.Count(i + 1)} is empty" +
                    $"{(references.Count > 1 ? ", and so it is in all other sets" : "")}; give it one, or leave the segment out of all files.");
            }
        }
    }

    /// <summary>What there is to say of a system's empty translations; null where there are none.</summary>
    internal static string? Empty(SegmentFile system)
    {
        int empty = system.Lines.Count(string.IsNullOrWhiteSpace);
        return empty == 0 ? null : $"{system.Name}: {Text.Count(empty)} of {Text.Count(system.Lines.Count)} translations {(empty == 1 ? "is" : "are")} empty, and counted as such.";
    }
}
