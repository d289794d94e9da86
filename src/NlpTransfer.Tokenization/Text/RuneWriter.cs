using System.Text;

namespace NlpTransfer.Tokenization;

/// <summary>Takes what a rule writes for one code point; all of it shares that code point's range.</summary>
internal sealed class RuneWriter(TextBuffer target)
{
    public int Start { get; set; }

    public int End { get; set; }

    public void Write(Rune rune) => target.Append(rune, Start, End);

    public void Write(char unit) => target.Append(unit, Start, End);
}
