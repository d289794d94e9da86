using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace NlpTransfer.Core.Tests;

public sealed class TranslationStreamTests
{
    [Fact]
    public async Task TranslateLines_BadLines_AreReportedAndTheRestGoesOn()
    {
        SourceLine[] lines =
        [
            new(1, "a"), new(2, ""), new(3, null, "the line is not valid UTF-8"), new(4, "boom"), .. Enumerable.Range(5, 100).Select(i => new SourceLine(i, $"w{i}")),
        ];
        var inner = new FunctionTranslator(text => text == "boom" ? throw new BadDataException("too odd") : text.ToUpperInvariant());
        List<TranslatedLine> results = await inner.TranslateLinesAsync(lines.ToAsyncEnumerable(), 8).ToListAsync();
        Assert.Equal(lines, results.Select(result => result.Source));
        Assert.Equal(["A", "", null, null, "W5"], results.Take(5).Select(result => result.Translation?.Text));
        Assert.Equal((int[])[3, 4], results.Where(result => result.Translation is null).Select(result => (int)result.Source.Number));
        Assert.Equal(["the line is not valid UTF-8", "too odd"], results.Select(result => result.Fault).OfType<string>());
    }

    [Fact]
    public async Task TranslateLines_LinesThatComeSlowly_GoOutAtOnce()
    {
        var channel = Channel.CreateUnbounded<SourceLine>();
        await using IAsyncEnumerator<TranslatedLine> results = new FunctionTranslator(text => text + "!").TranslateLinesAsync(channel.Reader.ReadAllAsync()).GetAsyncEnumerator();
        for (int i = 1; i <= 3; i++)
        {
            Assert.True(channel.Writer.TryWrite(new SourceLine(i, $"line {i}")));
            Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.Equal($"line {i}!", results.Current.Translation!.Value.Text);
        }
    }

    [Fact]
    public async Task TranslateLines_Batches_NoLargerThanAsked()
    {
        int most = 0;
        var inner = new Counting(count => most = Math.Max(most, count));
        await inner.TranslateLinesAsync(Enumerable.Range(1, 50).Select(i => new SourceLine(i, "a")).ToAsyncEnumerable(), 6).ToListAsync();
        Assert.Equal(6, most);
    }

    [Fact]
    public async Task TranslateLines_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        var inner = new FunctionTranslator(text =>
        {
            stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
            return text;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await inner.TranslateLinesAsync(Forever(stop.Token), 4, stop.Token).ToListAsync());
    }

    private static async IAsyncEnumerable<SourceLine> Forever([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int i = 1; ; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new SourceLine(i, "a");
            await Task.Yield();
        }
    }

    private sealed class Counting(Action<int> told) : ITextTranslator
    {
        public Task<IReadOnlyList<TextTranslation>> TranslateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
        {
            told(texts.Count);
            return Task.FromResult<IReadOnlyList<TextTranslation>>([.. texts.Select(text => new TextTranslation(text))]);
        }
    }
}
