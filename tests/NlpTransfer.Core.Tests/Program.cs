namespace NlpTransfer.Tests;

/// <summary>What this assembly does when it is started as a program: saves a folder and stops in the middle, to be killed.</summary>
internal static class Program
{
    /// <summary>Arguments: goal, force, may exchange, stage to stop at.</summary>
    public static int Main(string[] arguments)
    {
        var stage = Enum.Parse<AtomicFolderStage>(arguments[3]);
        using AtomicFolder folder = AtomicFolder.Create(arguments[0], bool.Parse(arguments[1]));
        folder.MayExchange = bool.Parse(arguments[2]);
        folder.Reached = reached =>
        {
            if (reached != stage)
                return;
            Console.WriteLine("reached");
            Thread.Sleep(Timeout.Infinite);
        };
        folder.Fill(work => File.WriteAllText(Path.Combine(work, "content.txt"), "new"));
        folder.Commit();
        return 0;
    }
}
