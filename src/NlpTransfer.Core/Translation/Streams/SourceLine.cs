namespace NlpTransfer;

/// <summary>A line of a stream that is to be translated.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">The line without its end; null where it can't be read.</param>
/// <param name="Fault">Why it can't be read, as the end of a sentence; null where it can.</param>
/// <param name="End">What ended it: <c>\n</c>, <c>\r\n</c>, or nothing at the end of the file.</param>
public sealed record SourceLine(long Number, string? Text, string? Fault = null, string End = "\n");
