using CsCheck;

namespace NlpTransfer.Tokenization.Tests;

public sealed class PieceTrieTests
{
    [Fact]
    public void Find_RandomPieces_EqualsADictionary()
    {
        Gen.String[Gen.Char["abcdé▁😀"], 0, 6].HashSet[0, 400].Sample(pieces =>
        {
            var builder = new PieceTable.Builder();
            foreach (string piece in pieces)
                builder.Add(piece);
            PieceTable table = builder.Build(out int duplicate);
            string[] list = [.. pieces];
            return duplicate == -1
                && list.Select((piece, index) => (piece, index)).All(pair => table.Find(pair.piece) == pair.index && table.Get(pair.index) == pair.piece)
                && list.All(piece => pieces.Contains(piece + "x") || table.Find(piece + "x") == -1);
        });
    }

    [Fact]
    public void Build_SamePieceTwice_NamesTheSecond()
    {
        var builder = new PieceTable.Builder();
        foreach (string piece in (string[])["a", "b", "a"])
            builder.Add(piece);
        builder.Build(out int duplicate);
        Assert.Equal(2, duplicate);
    }
}
