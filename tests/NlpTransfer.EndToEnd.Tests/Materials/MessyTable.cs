namespace NlpTransfer.EndToEnd.Tests;

/// <summary>
/// A table without a telling ending or header, with a bad row and two splits: it is read as wanted only if every option of reading reaches the reader.
/// </summary>
internal static class MessyTable
{
    /// <summary>The options that read it, but for the limit.</summary>
    public static readonly string[] Options =
    [
        "--format", "tsv", "--text-column", "body", "--label-column", "kind", "--group-column", "doc", "--language-column", "tongue", "--split-column", "part",
        "--id-column", "nr", "--split", "test", "--skip-bad-rows",
    ];

    /// <summary>Writes it: 30 rows of the split "test" after one of another split and one without text.</summary>
    public static string Write(TemporaryFolder folder)
    {
        IEnumerable<string> rows = Enumerable.Range(0, 30).Select(id => $"{id}\t{TinyCorpus.Text("yor", id)}\t{TinyCorpus.Label(id)}\td{id}\tyor\ttest");
        string[] lines = ["nr\tbody\tkind\tdoc\ttongue\tpart", "x\tother split\tother\tdx\tyor\ttrain", "y\t\tfood\tdy\tyor\ttest", .. rows];
        return folder.Write("messy.data", string.Join('\n', lines) + "\n");
    }
}
