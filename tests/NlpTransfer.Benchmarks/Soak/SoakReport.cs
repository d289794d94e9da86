using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NlpTransfer.Benchmarks;

/// <summary>The course of the resident memory of a long training.</summary>
/// <param name="WarmUp">Steps that do not count.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Seconds">Time of all of it.</param>
/// <param name="TextHash">SHA-256 of the text.</param>
/// <param name="Samples">The samples, in order.</param>
internal sealed record SoakReport(int WarmUp, int Steps, double Seconds, string TextHash, IReadOnlyList<SoakSample> Samples)
{
    private const double Width = 720, Height = 300, Margin = 48;

    private double[] Counted => [.. Samples.Where(sample => sample.Step >= WarmUp).Select(sample => sample.Megabytes)];

    /// <summary>The largest distance of a counted sample from their mean, as a share of it.</summary>
    internal double Spread => Counted.Max(value => Math.Abs(value - Counted.Average())) / Counted.Average();

    /// <summary>One sentence.</summary>
    internal string ToSentence() => string.Create(
        CultureInfo.InvariantCulture, $"{Steps} steps in {Seconds:0} s; after {WarmUp} steps {Counted.Min():0} to {Counted.Max():0} MiB resident, {Counted.Average():0} on average, at most {100 * Spread:0.0} % from it");

    internal string ToJson() => new JsonObject
    {
        ["command"] = "dotnet run -c Release --project tests/NlpTransfer.Benchmarks soak TOKENIZER TEXT FILE.json",
        ["model"] = "2 layers x 128, masked LM, checkpoints every 500 steps",
        ["processors"] = Environment.ProcessorCount,
        ["textSha256"] = TextHash,
        ["steps"] = Steps,
        ["warmUp"] = WarmUp,
        ["seconds"] = Math.Round(Seconds),
        ["meanMegabytes"] = Math.Round(Counted.Average(), 1),
        ["spread"] = Math.Round(Spread, 4),
        ["samples"] = new JsonArray([.. Samples.Select(sample => (JsonNode)new JsonObject { ["step"] = sample.Step, ["megabytes"] = Math.Round(sample.Megabytes, 1) })]),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";

    /// <summary>The course as a picture: resident memory from 0 over the steps, with a line where the warm-up ends.</summary>
    internal string ToSvg()
    {
        double top = Samples.Max(sample => sample.Megabytes) * 1.15;
        string X(double step) => Number(Margin + ((Width - (2 * Margin)) * step / Steps));
        string Y(double megabytes) => Number(Height - Margin - ((Height - (2 * Margin)) * megabytes / top));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(0)} {Y(top)} V{Y(0)} H{X(Steps)}\" fill=\"none\" stroke=\"black\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(WarmUp)} {Y(top)} V{Y(0)}\" stroke=\"gray\" stroke-dasharray=\"4 4\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"#1f77b4\" stroke-width=\"1.5\" points=\"{string.Join(' ', Samples.Select(sample => $"{X(sample.Step)},{Y(sample.Megabytes)}"))}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"24\">Resident memory in MiB, at most {top / 1.15:0}; {100 * Spread:0.0} % about its mean after the warm-up</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(Steps)}\" y=\"{Height - 16}\" text-anchor=\"end\">{Steps} steps</text>\n<text x=\"{X(WarmUp)}\" y=\"{Height - 16}\" text-anchor=\"middle\">{WarmUp}</text>\n</svg>\n");
        return svg.ToString();
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
