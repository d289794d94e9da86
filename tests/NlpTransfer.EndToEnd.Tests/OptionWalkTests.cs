using System.Reflection;

namespace NlpTransfer.EndToEnd.Tests;

/// <summary>No option is accepted and ignored: each is named by a test that observes its effect.</summary>
public sealed class OptionWalkTests
{
    private static readonly string[] Everywhere = ["--json", "--quiet", "--verbose"];

    [Fact]
    public void EveryOption_OfEveryCommand_IsObservedByATest()
    {
        (string Command, string Option)[] there = [.. HelpText.Commands.SelectMany(help => help.Options.Except(Everywhere).Select(option => (help.Command, option)))];
        (string Command, string Option)[] observed =
        [
            .. typeof(OptionWalkTests).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods())
                .SelectMany(method => method.GetCustomAttributes<CoversAttribute>())
                .SelectMany(covers => covers.Options.Select(option => (covers.Command, option))),
        ];
        Assert.True(!there.Except(observed).Any(), "No test observes " + List(there.Except(observed)));
        Assert.True(!observed.Except(there).Any(), "There is no option " + List(observed.Except(there)));
    }

    private static string List(IEnumerable<(string Command, string Option)> options) => string.Join(", ", options.Select(o => $"{o.Command} {o.Option}"));
}
