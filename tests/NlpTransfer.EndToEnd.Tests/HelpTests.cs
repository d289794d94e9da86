namespace NlpTransfer.EndToEnd.Tests;

public sealed class HelpTests
{
    [Fact]
    public void Help_OfEveryCommand_HasExamplesThatNameIt()
    {
        Assert.NotEmpty(HelpText.Commands);
        Assert.All(HelpText.Commands, help =>
        {
            Assert.NotEmpty(help.Examples);
            Assert.All(help.Examples, example => Assert.StartsWith($"nlptransfer {help.Command}", example, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Help_Examples_NameOptionsThatExist() =>
        Assert.All(HelpText.Commands, help => Assert.All(
            help.Examples.SelectMany(example => example.Split(' ')).Where(word => word.StartsWith("--", StringComparison.Ordinal)),
            option => Assert.Contains(option, help.Options)));

    [Fact]
    public void NoVerb_PrintsTheHelp()
    {
        Assert.Contains("Commands:", BuiltProgram.Run().Succeeds().Output, StringComparison.Ordinal);
        Assert.Contains("inspect", BuiltProgram.Run("model").Succeeds().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docter", "'nlptransfer' has no verb 'docter'; did you mean 'doctor'? See 'nlptransfer --help'.")]
    [InlineData("model inspct", "'nlptransfer model' has no verb 'inspct'; did you mean 'inspect'? See 'nlptransfer model --help'.")]
    [InlineData("doctor --jsn", "'nlptransfer doctor' has no option '--jsn'; did you mean '--json'? See 'nlptransfer doctor --help'.")]
    [InlineData("doctor extra", "'nlptransfer doctor' takes no argument 'extra'. See 'nlptransfer doctor --help'.")]
    public void Misspelt_Word_SuggestsTheNearest(string commandLine, string message) => BuiltProgram.Run(commandLine.Split(' ')).Fails(2, message);
}
