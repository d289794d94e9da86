namespace NlpTransfer.Training;

/// <summary>What somebody keeps of a loop's course, such as its history: written into checkpoints, and read where a run goes on.</summary>
internal interface ILoopMemory
{
    /// <summary>All of it as text.</summary>
    string Write();

    /// <summary>Puts back what was written, in the place of what is there.</summary>
    /// <exception cref="ModelFormatException">It is not what was written.</exception>
    void Read(string text);
}
