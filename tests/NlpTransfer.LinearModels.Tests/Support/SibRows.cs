namespace NlpTransfer.LinearModels.Tests;

/// <summary>Rows of SIB-200 as they lie in ../shared/data.</summary>
internal static class SibRows
{
    public static (string[] Ids, string[] Texts, string[] Labels) Read(string language, string split, int count = int.MaxValue)
    {
        string[][] rows = [.. File.ReadLines(SharedFolders.Data("sib200", language, split + ".tsv")).Skip(1).Take(count).Select(line => line.Split('\t'))];
        return ([.. rows.Select(r => r[0])], [.. rows.Select(r => r[2])], [.. rows.Select(r => r[1])]);
    }

    public static int[] Numbers(IEnumerable<string> labels, IReadOnlyList<string> classes) => [.. labels.Select(label => classes.ToList().IndexOf(label))];
}
