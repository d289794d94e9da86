namespace NlpTransfer.Remapping;

/// <summary>How the alignments of the two directions become one.</summary>
public enum Symmetrization
{
    /// <summary>What both say, then neighbours of it that one of them says, then what one of them says where both words have nothing yet (Koehn et al. 2005): more links.</summary>
    GrowDiagonalFinalAnd,

    /// <summary>Only what both say: fewer links, more of them right.</summary>
    Intersection,
}
