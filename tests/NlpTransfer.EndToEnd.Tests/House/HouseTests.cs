using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NlpTransfer.EndToEnd.Tests;

/// <summary>What the files of the top level say of the rest.</summary>
public sealed partial class HouseTests
{
    private static readonly string Root = SharedFolders.RepositoryRoot;

    [Fact]
    public void Solution_Projects_AreExactlyThoseOfSrcAndTests()
    {
        IEnumerable<string> held = ProjectPath().Matches(File.ReadAllText(Path.Combine(Root, "NlpTransfer.sln"))).Select(match => match.Groups[1].Value.Replace('\\', '/'));
        IEnumerable<string> there = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(Root, folder)))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));
        Assert.Equal(there.Order(StringComparer.Ordinal), held.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Notices_PinnedPackages_AreAllThere()
    {
        string notices = File.ReadAllText(Path.Combine(Root, "THIRD-PARTY-NOTICES.md"));
        string[] packages = [.. XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value)];
        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.Matches($@"(^|[ |]){Regex.Escape(package)}[ ,]", notices));
    }

    [GeneratedRegex(@"""((?:src|tests)\\[^""]+\.csproj)""")]
    private static partial Regex ProjectPath();
}
