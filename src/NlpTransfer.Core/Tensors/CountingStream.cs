namespace NlpTransfer;

/// <summary>Passes on what is written and counts it.</summary>
internal sealed class CountingStream(Stream inner) : WriteOnlyStream
{
    /// <summary>The bytes written so far.</summary>
    public long Written { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        Written += buffer.Length;
    }

    public override void Flush()
    {
    }
}
