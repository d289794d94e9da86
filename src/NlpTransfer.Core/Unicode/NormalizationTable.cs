using System.Globalization;
using System.Text;

namespace NlpTransfer;

/// <summary>Decompositions, compositions and combining classes, read once from the embedded <c>NlpTransfer.normalization.txt</c>.</summary>
internal sealed class NormalizationTable
{
    private static readonly Lazy<NormalizationTable> Loaded = new(() => new NormalizationTable());

    private readonly Dictionary<int, Rune[]> _canonical = [];
    private readonly Dictionary<int, Rune[]> _compatible = [];
    private readonly Dictionary<long, Rune> _composites = [];
    private readonly Dictionary<int, byte> _classes = [];

    private NormalizationTable()
    {
        using Stream stream = typeof(NormalizationTable).Assembly.GetManifestResourceStream("NlpTransfer.normalization.txt")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '#')
                Add(line.AsSpan());
        }
    }

    public static NormalizationTable Instance => Loaded.Value;

    /// <summary>The canonical combining class.</summary>
    public int CombiningClass(Rune rune) => rune.Value < 0x300 ? 0 : _classes.GetValueOrDefault(rune.Value);

    /// <summary>The full decomposition, empty where there is none or where it is a Hangul syllable.</summary>
    public ReadOnlySpan<Rune> Decompose(Rune rune, bool compatibility)
    {
        if (rune.Value < 0xA0)
            return default;
        if (compatibility && _compatible.TryGetValue(rune.Value, out Rune[]? whole))
            return whole;
        return _canonical.TryGetValue(rune.Value, out whole) ? whole : default;
    }

    /// <summary>The primary composite of two code points, Hangul included.</summary>
    public bool TryCompose(Rune first, Rune second, out Rune composite)
    {
        int lead = first.Value - 0x1100;
        int vowel = second.Value - 0x1161;
        if (lead is >= 0 and < 19 && vowel is >= 0 and < 21)
        {
            composite = new Rune(0xAC00 + (lead * 21 + vowel) * 28);
            return true;
        }

        int syllable = first.Value - 0xAC00;
        int tail = second.Value - 0x11A7;
        if (syllable is >= 0 and < 11172 && syllable % 28 == 0 && tail is > 0 and < 28)
        {
            composite = new Rune(first.Value + tail);
            return true;
        }

        return _composites.TryGetValue(Key(first.Value, second.Value), out composite);
    }

    private void Add(ReadOnlySpan<char> line)
    {
        Span<int> values = stackalloc int[20];
        int count = 0;
        char kind = line[0];
        foreach (Range range in line[2..].Split(' '))
        {
            ReadOnlySpan<char> field = line[2..][range];
            int dots = field.IndexOf("..", StringComparison.Ordinal);
            if (dots >= 0)
                values[count++] = Hex(field[..dots]);
            bool isClass = kind == 'M' && count > 0 && dots < 0;
            values[count++] = isClass ? int.Parse(field, CultureInfo.InvariantCulture) : Hex(dots >= 0 ? field[(dots + 2)..] : field);
        }

        switch (kind)
        {
            case 'M':
                for (int code = values[0]; code <= values[count - 2]; code++)
                    _classes[code] = (byte)values[count - 1];
                break;
            case 'C':
                _composites[Key(values[0], values[1])] = new Rune(values[2]);
                break;
            case 'D':
                _canonical[values[0]] = ToRunes(values[1..count]);
                break;
            default:
                _compatible[values[0]] = ToRunes(values[1..count]);
                break;
        }
    }

    private static Rune[] ToRunes(ReadOnlySpan<int> values)
    {
        var runes = new Rune[values.Length];
        for (int i = 0; i < values.Length; i++)
            runes[i] = new Rune(values[i]);
        return runes;
    }

    private static int Hex(ReadOnlySpan<char> field) => int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static long Key(int first, int second) => ((long)first << 21) | (uint)second;
}
