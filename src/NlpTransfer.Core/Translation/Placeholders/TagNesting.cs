namespace NlpTransfer;

/// <summary>Which tags of a text belong together.</summary>
internal sealed class TagNesting
{
    private readonly IReadOnlyList<Placeholder> _placeholders;
    private readonly int[] _partner;

    /// <summary>Pairs the tags of a text.</summary>
    public TagNesting(IReadOnlyList<Placeholder> placeholders)
    {
        _placeholders = placeholders;
        _partner = [.. placeholders.Select(_ => -1)];
        var open = new Stack<int>();
        IsBalanced = true;
        for (int i = 0; i < placeholders.Count; i++)
        {
            if (placeholders[i].Tag == TagKind.Opening)
                open.Push(i);
            else if (placeholders[i].Tag == TagKind.Closing)
            {
                if (open.TryPop(out int opening) && placeholders[opening].Name == placeholders[i].Name)
                    (_partner[i], _partner[opening]) = (opening, i);
                else
                    IsBalanced = false;
            }
        }

        IsBalanced &= open.Count == 0;
    }

    /// <summary>Whether every tag that opens is closed in its place.</summary>
    public bool IsBalanced { get; }

    /// <summary>The closing tag of an opening one, or the opening one of a closing; -1 for neither.</summary>
    public int PartnerOf(int placeholder) => _partner[placeholder];

    /// <summary>How many elements have nothing in them but placeholders and white space.</summary>
    /// <param name="text">The text that the placeholders stand in.</param>
    public int EmptyElements(string text)
    {
        int empty = 0;
        for (int i = 0; i < _partner.Length; i++)
        {
            if (_partner[i] > i && Enumerable.Range(i, _partner[i] - i).All(k => string.IsNullOrWhiteSpace(text[_placeholders[k].End.._placeholders[k + 1].Start])))
                empty++;
        }

        return empty;
    }
}
