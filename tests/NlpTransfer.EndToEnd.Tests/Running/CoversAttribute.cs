namespace NlpTransfer.EndToEnd.Tests;

/// <summary>Says that a test observes the effect of an option; the walk through all options demands one for every option of every command.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class CoversAttribute(string command, params string[] options) : Attribute
{
    public string Command => command;

    public IReadOnlyList<string> Options => options;
}
