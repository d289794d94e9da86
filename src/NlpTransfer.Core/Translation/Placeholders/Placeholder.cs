namespace NlpTransfer;

/// <summary>Something in a text that has to come out of translation as it is.</summary>
/// <param name="Start">Where it begins, in UTF-16 code units.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Tag">Whether it opens or closes an element.</param>
/// <param name="Name">The name of the element, in lower case; empty for what is no tag.</param>
internal readonly record struct Placeholder(int Start, string Text, TagKind Tag, string Name)
{
    /// <summary>Where it ends.</summary>
    public int End => Start + Text.Length;
}
