namespace NlpTransfer.Metrics;

/// <summary>Which place of a translation each word of a reference lies at, and which words of either are wrong there.</summary>
internal sealed class Alignment
{
    private readonly List<int> _places = [];
    private readonly List<bool> _wrongInReference = [];
    private readonly List<bool> _wrongInTranslation = [];

    /// <param name="trace">Operations that turn the translation into the reference.</param>
    public Alignment(List<Edit> trace)
    {
        foreach (Edit edit in trace)
        {
            bool wrong = edit != Edit.Keep;
            if (edit != Edit.Insert)
                _wrongInTranslation.Add(wrong);
            if (edit == Edit.Delete)
                continue;
            // A word that the translation lacks lies at the place of the word before it, -1 at the start.
            _places.Add(_wrongInTranslation.Count - 1);
            _wrongInReference.Add(wrong);
        }
    }

    /// <summary>The place in the translation of a word of the reference; -1 before the first.</summary>
    public int PlaceOf(int reference) => _places[reference];

    /// <summary>Whether any of some words of the reference is wrong.</summary>
    public bool AnyWrongInReference(int start, int length) => _wrongInReference.Slice(start, length).Contains(true);

    /// <summary>Whether any of some words of the translation is wrong.</summary>
    public bool AnyWrongInTranslation(int start, int length) => _wrongInTranslation.Slice(start, length).Contains(true);
}
