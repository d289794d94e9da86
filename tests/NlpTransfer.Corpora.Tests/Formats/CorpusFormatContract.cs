using CsCheck;

namespace NlpTransfer.Corpora.Tests;

/// <summary>What every corpus format keeps. A format has a class that derives from this one, or <see cref="CorpusFormatsTests"/> fails.</summary>
public abstract class CorpusFormatContract(ICorpusFormat format)
{
    private static readonly CorpusRow[] Sample =
    [
        new("A first text, of two parts") { Label = "x", Group = "g1", Id = "1", Language = "eng", Split = "train" },
        new("Ẹ̀kejì “ọ̀rọ̀”") { Label = "y", Group = "g1", Id = "2", Language = "yor", Split = "train" },
        new("ٽيون متن") { Label = "x", Id = "3", Language = "snd" },
    ];

    public ICorpusFormat Format { get; } = format;

    /// <summary>Characters that texts are made of.</summary>
    protected virtual string Alphabet => "ab \t\n\r\"',;{}[]\\:ẹ́ʻ\u200Dسن😀\u2028";

    /// <summary>Whether the format holds more than the text.</summary>
    protected virtual bool HasColumns => true;

    /// <summary>The lines on which three rows begin, the first of which has a line break where the format can hold one.</summary>
    protected abstract (CorpusRow[] Rows, long[] Lines) Lines { get; }

    /// <summary>Whether writing this row may be refused.</summary>
    protected virtual bool MayRefuse(CorpusRow row) => false;

    [Fact]
    public void WriteThenRead_AnyRows_IsTheIdentity()
    {
        long refused = 0, kept = 0;
        RowGenerator.Rows(Alphabet, HasColumns).Sample(
            rows =>
            {
                byte[] file;
                try
                {
                    file = Write(rows);
                }
                catch (BadDataException) when (rows.Any(MayRefuse))
                {
                    Interlocked.Increment(ref refused);
                    return;
                }

                Interlocked.Increment(ref kept);
                Assert.Equal(rows.Select(Show), Read(file, new() { KeepOtherColumns = true }).Select(Show));
            },
            iter: 2_000);
        Assert.True(kept > 500, $"{kept} kept, {refused} refused");
    }

    [Fact]
    public void ReadAsync_Rows_KnowTheirLines()
    {
        (CorpusRow[] rows, long[] lines) = Lines;

        Assert.Equal(lines.Select(l => $"f:{l}"), Read(Write(rows), new()).Select(r => r.Position!.Value.ToString()));
    }

    [Fact]
    public void ReadAsync_CutAtAnyByte_GivesFewerRowsOrOneTypedError()
    {
        CorpusRow[] rows = Columned(Sample);
        byte[] file = Write(rows);
        for (int length = 0; length < file.Length; length++)
        {
            List<CorpusRow> read = [];
            try
            {
                read.AddRange(Read(file[..length], new()));
            }
            catch (BadDataException e)
            {
                Assert.StartsWith("f", e.Message, StringComparison.Ordinal);
            }

            Assert.True(read.Count <= rows.Length);
            // All but the last are whole.
            Assert.Equal(rows.Take(Math.Max(0, read.Count - 1)).Select(Show), read.SkipLast(1).Select(Show));
        }
    }

    [Fact]
    public void Recognizes_OtherFormatsFiles_Not()
    {
        foreach (ICorpusFormat other in CorpusFormats.All)
        {
            byte[] file = Write(other is PlainTextFormat ? [.. Sample.Select(r => new CorpusRow(r.Text))] : Sample, other);
            bool own = other.Name == Format.Name && Format is not PlainTextFormat;
            Assert.True(own == Format.Recognizes(file), $"{Format.Name} on a {other.Name} file");
            Assert.Equal(other.Name, CorpusFormats.Tell(file, "f" + other.Extensions[0]).Name);
        }
    }

    [Fact]
    public void ReadAsync_DamagedFile_EndsInRowsOrOneTypedError()
    {
        byte[] file = Write(Columned(Sample));
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte, Gen.Int[0, file.Length - 1], Gen.Byte, Gen.Bool).Sample(
            (at, value, at2, value2, skip) =>
            {
                byte[] damaged = [.. file];
                damaged[at] = value;
                damaged[at2] = value2;
                try
                {
                    Assert.All(Read(damaged, new() { SkipBadRows = skip }), r => Assert.False(string.IsNullOrWhiteSpace(r.Text)));
                }
                catch (BadDataException)
                {
                }
            },
            iter: 3_000);
    }

    [Fact]
    public void WriteAsync_Twice_GivesTheSameBytes() => Assert.Equal(Write(Columned(Sample)), Write(Columned(Sample)));

    [Fact]
    public void WriteAsync_RowWithoutText_IsRefused() =>
        Assert.Contains("a row without text", Assert.Throws<BadDataException>(() => Write([new CorpusRow(" ")])).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadAsync_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            Format.ReadAsync(new MemoryStream(Write(Columned(Sample))), "f", new(), new(), cancelled.Token).ToBlockingEnumerable().ToList());
    }

    internal static string Show(CorpusRow row) =>
        string.Join('|', new[] { row.Text, row.Label, row.Language, row.Split, row.Group, row.Id }.Select(v => v ?? "∅")) + string.Join('|', row.Other.Select(o => $"{o.Key}={o.Value}"));

    internal byte[] Write(IEnumerable<CorpusRow> rows, ICorpusFormat? format = null)
    {
        var stream = new MemoryStream();
        (format ?? Format).WriteAsync(rows.ToAsyncEnumerable(), stream, new()).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    internal List<CorpusRow> Read(byte[] file, CorpusReadOptions options) =>
        [.. Format.ReadAsync(new MemoryStream(file), "f", options, new SkippedRows()).ToBlockingEnumerable()];

    private CorpusRow[] Columned(CorpusRow[] rows) => HasColumns ? rows : [.. rows.Select(r => new CorpusRow(r.Text))];
}
