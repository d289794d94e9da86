namespace NlpTransfer.Corpora;

/// <summary>Where a row begins: a file and a line in it, as error messages print it.</summary>
/// <param name="File">The file as the user named it, or <c>standard input</c>.</param>
/// <param name="Line">The line on which the row starts, counted from 1; for Parquet, which has no lines, the row counted from 1.</param>
public readonly record struct RowPosition(string File, long Line)
{
    /// <summary>The position as <c>file:line</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}");
}
