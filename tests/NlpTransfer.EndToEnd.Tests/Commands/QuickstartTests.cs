using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class QuickstartTests
{
    [Fact]
    [Covers("quickstart", "--model", "--language", "--report", "--force", "--seed")]
    public void Quickstart_Json_HasTheLadder()
    {
        using var folder = new TemporaryFolder();
        string report = folder.Write("ladder.html", "");
        JsonObject json = BuiltProgram.Run("quickstart", "--language", "haw", "--model", Trained.Model, "--report", report, "--force", "--seed", "3", "--json").Succeeds().Json;
        Assert.Equal((1, "haw", 5, 3), ((int)json["schema"]!, (string)json["language"]!, (int)json["folds"]!, (int)json["seed"]!));
        JsonArray ladder = json["ladder"]!.AsArray();
        Assert.Equal(["letters", "frozen-alone", "frozen", "extended", "combined"], ladder.Select(rung => (string)rung!["system"]!));
        Assert.All(ladder, rung => Assert.Equal(294, (int)rung!["accuracy"]!["n"]!));
        Assert.All(ladder.Skip(1), rung => Assert.Contains((string)rung!["againstPrevious"]!["verdict"]!, new[] { "helps", "hurts", "undecided" }));
        Assert.Equal(5, json["predictions"]!.AsArray().Count);
        Assert.Contains("<html", File.ReadAllText(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the starter corpus has no target language 'eng'; it has yor, snd, haw. For your own rows use 'nlptransfer crossvalidate classify'.", "--language", "eng")]
    [InlineData("--force replaces a report, but no --report is asked for; leave it out.", "--force")]
    public void Quickstart_WrongArguments_AreRefused(string message, params string[] arguments) => BuiltProgram.Run(["quickstart", .. arguments]).Fails(2, message);
}
