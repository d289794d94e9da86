using System.Text;

namespace NlpTransfer.Remapping.Tests;

public sealed class LexiconFileTests : IDisposable
{
    private static readonly string[] English = ["house", "water", "book", "child", "car", "year"];
    private static readonly string[] Yoruba = ["ilé", "omi", "ìwé", "ọmọ", "ọkọ̀", "ọdún"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_PlainFile_GivesPairsInOrder()
    {
        LexiconReading reading = LexiconFile.Read(Write("\uFEFFhim\tin\r\n\r\n# a note\nhouse\t ilé \nhim\tin\n"));

        Assert.Equal([new("him", "in"), new("house", "ilé"), new("him", "in")], reading.Lexicon.Pairs);
        Assert.False(reading.HasHeader);
        Assert.Equal(1, reading.Repeated);
    }

    [Theory]
    [InlineData("english\tyoruba\nhouse\tilé\n")]
    [InlineData("eng\tyor\nhouse\tilé\n")]
    [InlineData("Source\tTarget\nhouse\tilé\n")]
    public void Read_Header_IsNoPair(string content)
    {
        LexiconReading reading = LexiconFile.Read(Write(content));

        Assert.True(reading.HasHeader);
        Assert.Equal([new("house", "ilé")], reading.Lexicon.Pairs);
    }

    [Fact]
    public void Read_ColumnsExchangedByOption_TurnsThem()
    {
        string path = Write("yoruba\tenglish\nilé\thouse\n");

        LexiconReading reading = LexiconFile.Read(path, new() { ColumnsExchanged = true });

        Assert.Equal([new("house", "ilé")], reading.Lexicon.Pairs);
        Assert.Equal($"{path}:1: by its header the columns stand the other way round; write english<TAB>word, or say that the columns are exchanged (ColumnsExchanged).", Message(path));
    }

    [Fact]
    public void Read_ExchangedColumns_AreNoticedByTheWordsThatAreKnown()
    {
        string straight = Write(string.Join('\n', English.Zip(Yoruba, (english, yoruba) => $"{english}\t{yoruba}")), "straight.txt");
        string exchanged = Write(string.Join('\n', English.Zip(Yoruba, (english, yoruba) => $"{yoruba}\t{english}")), "exchanged.txt");
        var known = new LexiconReadOptions { IsSourceWord = English.Contains, IsTargetWord = Yoruba.Contains };

        Assert.Equal(
            $"{exchanged}: the columns seem exchanged: 0 words are known where they stand, but 12 in the other column's language; write english<TAB>word, or say that the columns are exchanged (ColumnsExchanged).",
            Message(exchanged, known));
        Assert.Equal(
            $"{straight}: the columns seem exchanged: 0 words are known where they stand, but 12 in the other column's language; read it as english<TAB>word.",
            Message(straight, known with { ColumnsExchanged = true }));
        Assert.Equal("ilé", LexiconFile.Read(straight, known).Lexicon.Pairs[0].Target);
        Assert.Equal("ilé", LexiconFile.Read(exchanged, known with { ColumnsExchanged = true }).Lexicon.Pairs[0].Target);
        Assert.Equal("house", LexiconFile.Read(exchanged, new()).Lexicon.Pairs[0].Target);
    }

    [Theory]
    [InlineData("a\tb\nhouse\tilé\tnoun\n", ":2: the line has 3 columns, but a lexicon has two, english<TAB>word; remove the others.")]
    [InlineData("house ilé\n", ":1: the line has no tab; expected two columns, english<TAB>word.")]
    [InlineData("house\t \n", ":1: the second column is empty; expected a word in both, english<TAB>word.")]
    [InlineData("\tilé\n", ":1: the first column is empty; expected a word in both, english<TAB>word.")]
    [InlineData("", ": there is no pair in it; expected a line english<TAB>word for each.")]
    [InlineData("english\tyoruba\n", ": there is no pair in it; expected a line english<TAB>word for each.")]
    [InlineData("a\0\tb\n", ":1: the line is not UTF-8 text; convert the file to UTF-8 first.")]
    public void Read_BadFile_SaysWhereAndWhat(string content, string expected)
    {
        string path = Write(content);

        Assert.Equal(path + expected, Message(path));
    }

    [Fact]
    public void Read_EndlessLineOrNoFile_IsRefused()
    {
        string path = Write(new string('a', (1 << 20) + 1));

        Assert.Equal($"{path}:1: the line is longer than 1,048,576 bytes; expected one pair a line, english<TAB>word.", Message(path));
        Assert.Equal("nowhere.txt: there is no such file; check the path.", Message("nowhere.txt"));
    }

    [SkippableTheory]
    [InlineData("yoruba.txt", 1153)]
    [InlineData("sindhi.txt", 242)]
    [InlineData("hawaiian.txt", 1487)]
    public void Read_SharedLexicon_GivesEveryPair(string file, int expected) =>
        Assert.Equal(expected, LexiconFile.Read(SharedFolders.Data("lexicons", file)).Lexicon.Pairs.Count);

    private static string Message(string path, LexiconReadOptions? options = null) => Assert.Throws<BadDataException>(() => LexiconFile.Read(path, options)).Message;

    private string Write(string content, string name = "lexicon.txt")
    {
        File.WriteAllText(_folder[name], content, new UTF8Encoding(false));
        return _folder[name];
    }
}
