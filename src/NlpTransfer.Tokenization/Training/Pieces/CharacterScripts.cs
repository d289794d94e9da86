using System.Globalization;
using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>The script of each character, as Unicode's property of that name has it: a number a script.</summary>
internal static class CharacterScripts
{
    public static readonly byte Latin;
    public static readonly byte Cyrillic;
    public static readonly byte Greek;
    public static readonly byte Han;
    public static readonly byte Hiragana;
    public static readonly byte Katakana;
    public static readonly byte Inherited;

    private static readonly int[] Starts;
    private static readonly byte[] Scripts;

    static CharacterScripts()
    {
        var names = new List<string>();
        var starts = new List<int>();
        var scripts = new List<byte>();
        using Stream stream = typeof(CharacterScripts).Assembly.GetManifestResourceStream("NlpTransfer.Tokenization.scripts.txt")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#')
                continue;
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            string name = line[(blank + 1)..];
            if (!names.Contains(name))
                names.Add(name);
            starts.Add(int.Parse(line.AsSpan(0, blank), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            scripts.Add((byte)names.IndexOf(name));
        }

        Starts = [.. starts];
        Scripts = [.. scripts];
        byte Number(string name) => (byte)names.IndexOf(name);
        (Latin, Cyrillic, Greek, Han) = (Number("Latin"), Number("Cyrillic"), Number("Greek"), Number("Han"));
        (Hiragana, Katakana, Inherited) = (Number("Hiragana"), Number("Katakana"), Number("Inherited"));
    }

    public static byte Of(int codePoint)
    {
        int place = Array.BinarySearch(Starts, codePoint);
        return Scripts[place >= 0 ? place : ~place - 1];
    }
}
