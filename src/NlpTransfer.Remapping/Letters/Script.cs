using System.Globalization;
using System.Text;

namespace NlpTransfer.Remapping;

/// <summary>A script as a list of Unicode blocks.</summary>
public sealed class Script
{
    private static readonly Script[] Table =
    [
        new("latin", (0x41, 0x5A), (0x61, 0x7A), (0xAA, 0xAA), (0xBA, 0xBA), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x36F), (0x1D00, 0x1EFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xAB30, 0xAB6F)),
        new("greek", (0x370, 0x3FF), (0x1F00, 0x1FFF)),
        new("cyrillic", (0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
        new("armenian", (0x530, 0x58F)),
        new("hebrew", (0x590, 0x5FF)),
        new("arabic", (0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
        new("nko", (0x7C0, 0x7FF)),
        new("devanagari", (0x900, 0x97F), (0xA8E0, 0xA8FF)),
        new("bengali", (0x980, 0x9FF)),
        new("gurmukhi", (0xA00, 0xA7F)),
        new("gujarati", (0xA80, 0xAFF)),
        new("tamil", (0xB80, 0xBFF)),
        new("telugu", (0xC00, 0xC7F)),
        new("thai", (0xE00, 0xE7F)),
        new("georgian", (0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
        new("ethiopic", (0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)),
        new("tifinagh", (0x2D30, 0x2D7F)),
        new("adlam", (0x1E900, 0x1E95F)),
    ];

    private readonly (int First, int Last)[] _blocks;

    private Script(string name, params (int First, int Last)[] blocks)
    {
        Name = name;
        _blocks = blocks;
    }

    /// <summary>The scripts that are known.</summary>
    public static IReadOnlyList<Script> All => Table;

    /// <summary>The name in lower case, such as <c>latin</c>.</summary>
    public string Name { get; }

    /// <summary>All letters, marks, digits, punctuation and symbols of the blocks, ascending. The Latin blocks are those up to Latin Extended-E.</summary>
    public IEnumerable<Rune> Characters => _blocks
        .SelectMany(block => Enumerable.Range(block.First, block.Last - block.First + 1))
        .Where(Rune.IsValid).Select(code => new Rune(code)).Where(rune => CategoryOf(rune) is not 'C');

    /// <summary>Finds a script by name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <exception cref="UsageException">There is none of that name; the message lists those that there are.</exception>
    public static Script Named(string name) => Array.Find(Table, script => string.Equals(script.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"There is no script '{name}'; use some of {string.Join(", ", Table.Select(script => script.Name))}.");

    /// <summary>The script in whose blocks a character stands, or null.</summary>
    /// <param name="rune">The character.</param>
    public static Script? Of(Rune rune) => IndexOf(rune) is var index && index < Table.Length ? Table[index] : null;

    /// <summary>The place of the character's script in <see cref="All"/>; one past the last for none.</summary>
    internal static int IndexOf(Rune rune)
    {
        for (int index = 0; index < Table.Length; index++)
        {
            if (Table[index].Contains(rune))
                return index;
        }

        return Table.Length;
    }

    /// <summary>Whether a character stands in the blocks.</summary>
    /// <param name="rune">The character.</param>
    public bool Contains(Rune rune)
    {
        foreach ((int first, int last) in _blocks)
        {
            if (rune.Value >= first && rune.Value <= last)
                return true;
        }

        return false;
    }

    /// <summary>The first letter of the Unicode category: L, M, N, P or S; C for all others, which nobody sees.</summary>
    internal static char CategoryOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        <= UnicodeCategory.OtherLetter => 'L',
        <= UnicodeCategory.EnclosingMark => 'M',
        <= UnicodeCategory.OtherNumber => 'N',
        >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation => 'P',
        >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol => 'S',
        _ => 'C',
    };
}
