namespace NlpTransfer;

/// <summary>The moments of making a folder at which a stop would leave different things behind.</summary>
internal enum AtomicFolderStage
{
    /// <summary>The work folder is there, perhaps partly filled.</summary>
    Created,

    /// <summary>Everything is on the disk, the goal is untouched.</summary>
    Flushed,

    /// <summary>The old folder was set aside, the new one is not yet in its place (where the two can't be exchanged in one step).</summary>
    SetAside,

    /// <summary>The new folder stands in its place, the old one is not yet removed.</summary>
    InPlace,
}
