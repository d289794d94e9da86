using System.Globalization;
using System.Text;

namespace NlpTransfer.Remapping;

/// <summary>What letters are made of: their canonical decomposition, or the plainer letters of the embedded <c>letter-bases.txt</c>.</summary>
internal static class LetterBases
{
    private static readonly Lazy<Dictionary<int, Rune[]>> Table = new(Read);

    /// <summary>The parts of a letter, several ways, the most telling first; empty where nothing is known of it.</summary>
    public static IEnumerable<Rune[]> Of(Rune letter)
    {
        Rune[] parts = [.. TextNormalization.Normalize(letter.ToString(), NormalizationForm.FormD).EnumerateRunes()];
        if (parts.Length > 1 || parts[0] != letter)
            yield return parts;
        if (Table.Value.TryGetValue(letter.Value, out Rune[]? bases))
            yield return bases;
    }

    private static Dictionary<int, Rune[]> Read()
    {
        var table = new Dictionary<int, Rune[]>();
        using Stream stream = typeof(LetterBases).Assembly.GetManifestResourceStream("NlpTransfer.Remapping.letter-bases.txt")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#')
                continue;
            Rune[] codes = [.. line.Split(' ').Select(code => new Rune(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))];
            table.Add(codes[0].Value, codes[1..]);
        }

        return table;
    }
}
