using System.Text;
using NlpTransfer.Remapping;
using NlpTransfer.Tokenization;

namespace NlpTransfer.Models.Mini.Tests;

public sealed class MiniModelTests
{
    private static readonly TextTokenizer Tokenizer = TextTokenizer.Load(MiniModel.Path);

    [Fact]
    public void Path_BesideTheProgram_OpensAsAModelThatFitsItsTokenizer()
    {
        ModelFolder model = ModelFolder.Open(MiniModel.Path);
        Assert.Equal((12, 384), (model.Config.Layers, model.Config.HiddenSize));
        Assert.Equal(Tokenizer.VocabularySize, model.Config.VocabularySize);
        Assert.Equal("trim", model.Provenance!.Command);
        Assert.Equal("query: ", model.Sentence.Prompts["query"]);
    }

    [Fact]
    public void Path_AllFiles_TakeAtMostSixtyMegabytes() =>
        Assert.InRange(Directory.EnumerateFiles(MiniModel.Path, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 60_000_000);

    [Fact]
    public void Find_FolderWithoutModel_SaysWhatToDo()
    {
        var exception = Assert.Throws<ModelFormatException>(() => MiniModel.Find(System.IO.Path.Combine(AppContext.BaseDirectory, "nowhere")));
        Assert.Contains("NlpTransfer.Models.Mini", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("latin")]
    [InlineData("arabic")]
    [InlineData("ethiopic")]
    public void Encode_EveryLetterOfItsScripts_IsKnown(string script)
    {
        int unknown = Tokenizer.SpecialTokens.Unknown!.Value;
        Rune[] letters = [.. Script.Named(script).Characters.Where(rune => Tokenizer.Normalize(rune.ToString()) == rune.ToString())];
        Assert.True(letters.Length > 300);
        Assert.All(letters, rune => Assert.DoesNotContain(unknown, Tokenizer.Encode("x" + rune, addSpecialTokens: false).Ids));
    }

    [SkippableTheory]
    [InlineData("eng_Latn")]
    [InlineData("fra_Latn")]
    [InlineData("spa_Latn")]
    [InlineData("por_Latn")]
    [InlineData("yor_Latn")]
    [InlineData("snd_Arab")]
    [InlineData("hau_Latn")]
    [InlineData("swh_Latn")]
    [InlineData("zul_Latn")]
    [InlineData("wol_Latn")]
    [InlineData("amh_Ethi")]
    public void Encode_TextOfItsLanguages_HasNothingUnknown(string language)
    {
        int unknown = Tokenizer.SpecialTokens.Unknown!.Value;
        string[] rows = File.ReadAllLines(SharedFolders.Data("sib200", language, "train.tsv"));
        Assert.All(rows.Skip(1), row => Assert.DoesNotContain(unknown, Tokenizer.Encode(row.Split('\t')[2]).Ids));
    }
}
