using System.Text;

namespace NlpTransfer.Corpora.Tests;

/// <summary>Reads files of pairs from memory.</summary>
internal static class PairFiles
{
    public static List<TextPair> Read(string name, string content, SkippedRows? skipped = null, PairReadOptions? options = null, string? from = null, string? to = null) =>
        Read(name, Encoding.UTF8.GetBytes(content), skipped, options, from, to);

    public static List<TextPair> Read(string name, byte[] content, SkippedRows? skipped = null, PairReadOptions? options = null, string? from = null, string? to = null)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, content);
        return [.. PairCorpus.Open(path, from, to, options).ReadAsync(skipped).ToBlockingEnumerable()];
    }

    public static string Fault(string name, string content, PairReadOptions? options = null, string? from = null, string? to = null)
    {
        string message = Assert.Throws<BadDataException>(() => Read(name, content, null, options, from, to)).Message;
        // The folder differs from run to run.
        int at = message.IndexOf(name, StringComparison.Ordinal);
        return at < 0 ? message : message[at..];
    }

    /// <summary>A file that was cut anywhere, or damaged anywhere, ends in pairs that are whole or in one typed error.</summary>
    public static void Damage(string name, byte[] file, Func<byte[], PairReadOptions, List<TextPair>> read)
    {
        List<TextPair> all = read(file, new PairReadOptions());
        Assert.NotEmpty(all);
        for (int length = 0; length < file.Length; length++)
            Try(file[..length], false);
        var random = new CounterRandom(11, name);
        for (int i = 0; i < 3_000; i++)
        {
            byte[] damaged = [.. file];
            for (int k = 0; k < 2; k++)
                damaged[random.NextInt32(file.Length)] = (byte)random.NextInt32(256);
            Try(damaged, i % 2 == 0);
        }

        void Try(byte[] content, bool skip)
        {
            try
            {
                Assert.All(read(content, new PairReadOptions { SkipBadRows = skip }), pair => Assert.False(string.IsNullOrWhiteSpace(pair.Source) || string.IsNullOrWhiteSpace(pair.Target)));
            }
            catch (BadDataException e)
            {
                Assert.Contains(name, e.Message, StringComparison.Ordinal);
            }
        }
    }
}
