namespace NlpTransfer.Corpora;

/// <summary>A line of a file, kept.</summary>
/// <param name="Text">Its text without LF; where bytes are not UTF-8, with replacement characters.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="TooLong">Whether it is over the limit; then text and bytes are only its beginning.</param>
internal sealed record PhysicalLine(string Text, byte[] Bytes, long Number, bool TooLong)
{
    /// <summary>Whether nothing stands on the line but perhaps CR.</summary>
    public bool IsBlank => Text.AsSpan().TrimEnd('\r').IsEmpty;

    /// <summary>Whether the line may be part of a row: UTF-8, no NUL, not over the limit.</summary>
    public bool IsSound => !TooLong && !Bytes.AsSpan().Contains((byte)0) && System.Text.Unicode.Utf8.IsValid(Bytes);
}
