namespace NlpTransfer.Corpora.Tests;

public sealed class DataArgumentTests
{
    [Theory]
    [InlineData("yor=train.tsv", "yor", "train.tsv")]
    [InlineData("yor_Latn=a=b.tsv", "yor_Latn", "a=b.tsv")]
    [InlineData("pt-BR=-", "pt-BR", "-")]
    [InlineData("train.tsv", null, "train.tsv")]
    [InlineData("./yo=train.tsv", null, "./yo=train.tsv")]
    public void Parse_Argument_TellsLanguageFromPath(string argument, string? language, string path) =>
        Assert.Equal(new DataArgument(language, path), DataArgument.Parse(argument));

    [Theory]
    [InlineData("")]
    [InlineData("yor=")]
    public void Parse_NoFile_IsRefused(string argument) =>
        Assert.Contains("[LANG=]FILE", Assert.Throws<UsageException>(() => DataArgument.Parse(argument)).Message, StringComparison.Ordinal);
}
