using Spectre.Console;

namespace NlpTransfer.Cli.Infrastructure;

/// <summary>The two shapes in which results are shown: a table with a header, and names with values.</summary>
internal static class Tables
{
    /// <summary>Writes a table; columns of figures stand to the right.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="header">The heads of the columns; a head that begins with <c>&gt;</c> stands over figures.</param>
    /// <param name="rows">The cells.</param>
    internal static void Write(IAnsiConsole console, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string head in header)
        {
            bool figures = head.StartsWith('>');
            table.AddColumn(new TableColumn(Markup.Escape(figures ? head[1..] : head)) { Alignment = figures ? Justify.Right : Justify.Left });
        }

        foreach (IReadOnlyList<string> row in rows)
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        console.Write(table);
    }

    /// <summary>Writes names with their values, a line each; pairs without a value are left out.</summary>
    internal static void Pairs(IAnsiConsole console, params (string Name, string? Value)[] pairs)
    {
        (string Name, string? Value)[] shown = [.. pairs.Where(pair => pair.Value is not null)];
        int width = shown.Max(pair => pair.Name.Length) + 2;
        foreach ((string name, string? value) in shown)
            console.Profile.Out.Writer.WriteLine(name.PadRight(width) + value);
    }
}
