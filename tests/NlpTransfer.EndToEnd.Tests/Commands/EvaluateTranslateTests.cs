using System.Text.Json.Nodes;

namespace NlpTransfer.EndToEnd.Tests.Commands;

public sealed class EvaluateTranslateTests : IDisposable
{
    private static readonly string[] Quick = ["--trials", "50", "--max-new-tokens", "8"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Covers("evaluate translate", "--model", "--pairs", "--against", "--metrics", "--paired", "--trials", "--seed", "--samples", "--threads", "--batch-tokens", "--from", "--to", "--limit", "--report", "--force")]
    public void Evaluate_Json_HasTheFieldsOfTheContract()
    {
        string pairs = Pairs("held.tsv", count: 14), theirs = _folder.Write("theirs.jsonl", string.Concat(Enumerable.Range(60, 12).Select(id => $"{{\"translation\":\"{TinyPairs.Short("yor", id)}\"}}\n")));
        string report = _folder.At("report.md");
        string[] arguments =
        [
            "--pairs", pairs, "--limit", "12", "--from", "en", "--to", "yo", "--against", theirs, "copy", TinyPairs.Model, "--paired", "randomization", "--trials", "200", "--seed", "7", "--samples", "2",
            "--max-new-tokens", "8", "--threads", "1", "--batch-tokens", "64", "--report", report, "--json",
        ];
        JsonObject json = Run(arguments).Succeeds().Json;
        Assert.Equal((1, 12, "translator"), ((int)json["schema"]!, (int)json["pairs"]!, (string)json["system"]!));
        Assert.All(["bleu", "chrf", "chrfpp", "ter"], key => Assert.Equal(["value", "low", "high", "n", "signature", "text"], json[key]!.AsObject().Select(field => field.Key)));
        Assert.Equal(["copy", "theirs.jsonl", "translator (2)"], json["comparisons"]!.AsArray().Take(3).Select(one => (string)one!["against"]!));
        Assert.Equal(["hurts", "undecided"], json["comparisons"]!.AsArray().Where(one => (string)one!["metric"]! == "chrf").Skip(1).Select(one => (string)one!["verdict"]!));
        Assert.All(json["comparisons"]!.AsArray(), one => Assert.Contains("|ar:200|seed:7|", (string)one!["signature"]!, StringComparison.Ordinal));
        Assert.Equal(2, json["samples"]!.AsArray().Count);
        Assert.Contains("# Evaluation of translator", File.ReadAllText(report), StringComparison.Ordinal);
        Run(arguments).Fails(2, $"{report}: the file exists; choose another name, or allow it to be replaced (--force).");
        Assert.Equal(["ter"], Run([.. arguments, "--force", "--metrics", "ter"]).Succeeds().Json["comparisons"]!.AsArray().Select(one => (string)one!["metric"]!).Distinct());
        Run("--pairs", pairs, "--to", "hau").Fails(2, $"{TinyPairs.Model}: the model does not know 'hau'; it knows en to yo.");
        Run("--pairs", pairs, "--against", "nowhere").Fails(2, "--against nowhere: there is no such model folder or file of translations; write copy for the texts as their own translations.");
    }

    [Fact]
    [Covers("evaluate translate", "--train", "--source-column", "--target-column", "--format", "--split", "--skip-bad-rows")]
    public void Evaluate_PairsOfTheTraining_AreNamedBeforeTheScores()
    {
        // The model's own training pairs lie beside it: nlptransfer.json names them.
        ProgramResult result = Run(["--pairs", Pairs("seen.tsv", 0, 4), "--quiet", .. Quick]).Succeeds();
        Assert.StartsWith("warning: leakage in 4 of 4 pairs (4 exact; 4 by the text, 4 by the translation); the scores below are too high", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("leakage in 4 of 4 pairs", result.Output, StringComparison.Ordinal);
        Assert.Contains("seen.tsv:2: exact: ", result.Output, StringComparison.Ordinal);

        string messy = _folder.Write("messy.txt", "a\tb\tsplit\n" + string.Join('\n', Enumerable.Range(60, 4).Select(id => $"{TinyPairs.Short("eng", id)}\t{TinyPairs.Short("yor", id)}\t{(id < 63 ? "test" : "train")}")) + "\ntext\t\ttest\n");
        string[] columns = ["--pairs", messy, "--source-column", "a", "--target-column", "b", "--format", "tsv", "--skip-bad-rows", "--json", .. Quick];
        JsonObject json = Run([.. columns, "--split", "test", "--train", _folder.Write("train.tsv", $"a\tb\nother\t{TinyPairs.Short("yor", 61)}\n")]).Succeeds().Json;
        Assert.Equal((3, 1, 0, 1), ((int)json["pairs"]!, (int)json["leakage"]!["exact"]!, (int)json["leakage"]!["source"]!, (int)json["leakage"]!["target"]!));
        Assert.Equal("train.tsv", (string)json["leakage"]!["trainedOn"]![0]!);
        Assert.Equal(2, (int)json["leakage"]!["clean"]!["bleu"]!["n"]!);
        Assert.Contains("1 without translation", Run(columns).Succeeds().Error, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("evaluate translate", "--beams", "--max-new-tokens", "--min-new-tokens", "--length-penalty", "--early-stopping", "--no-repeat-ngram", "--sample", "--temperature", "--top-tokens", "--top-probability", "--sampling-seed", "--no-placeholder-protection", "--max-length")]
    public void Evaluate_TranslationOptions_Reach()
    {
        string pairs = _folder.Write("one.tsv", $"eng\tyor\n{TinyPairs.Short("eng", 60)} {{0}}\t{TinyPairs.Short("yor", 60)}\n");
        string Translation(params string[] options) => (string)Run(
            ["--pairs", pairs, "--metrics", "chrf", "--trials", "1", "--json", "--quiet", .. options.Contains("--max-new-tokens") ? [] : (string[])["--max-new-tokens", "12"], .. options]).Succeeds().Json["samples"]![0]!["translation"]!;
        string plain = Translation();
        Assert.All(
            (string[][])[["--beams", "3"], ["--max-new-tokens", "3"], ["--no-repeat-ngram", "1"], ["--sample"], ["--no-placeholder-protection"], ["--max-length", "8"]],
            options => Assert.NotEqual(plain, Translation(options)));
        Assert.Equal(plain, Translation("--sample", "--top-tokens", "1"));
        Assert.Equal(plain, Translation("--sample", "--top-probability", "0.001"));
        Assert.NotEqual(Translation("--sample"), Translation("--sample", "--temperature", "0.2"));
        Assert.NotEqual(Translation("--sample"), Translation("--sample", "--sampling-seed", "2"));
        Run("--pairs", pairs, "--sampling-seed", "2").Fails(2, "--sampling-seed is about drawing tokens; leave it out, or give --sample.");
        Run("--pairs", pairs, "--early-stopping", "never").Fails(2, "--early-stopping is about beam search; leave it out, or give --beams.");
        Run("--pairs", pairs, "--length-penalty", "11").Fails(2, "--length-penalty takes a number from -10 to 10, not '11'. See 'nlptransfer evaluate translate --help'.");
        Run("--pairs", pairs, "--max-new-tokens", "3", "--min-new-tokens", "3").Fails(2, "options for generation: MinNewTokens must be from 0 to below MaxNewTokens = 3, not 3");
    }

    [Fact]
    [Covers(
        "evaluate translate", "--tokenize", "--smoothing", "--smoothing-value", "--bleu-order", "--effective-order", "--lowercase", "--chrf-order", "--chrf-word-order", "--chrf-beta",
        "--chrf-lowercase", "--chrf-whitespace", "--chrf-eps-smoothing", "--ter-normalized", "--ter-no-punctuation", "--ter-asian", "--ter-case-sensitive")]
    public void Evaluate_ScoreSettings_StandInTheSignatures()
    {
        JsonObject json = Run(
        [
            "--pairs", Pairs("held.tsv", 60, 2), "--metrics", "bleu,chrf,ter", "--tokenize", "intl", "--smoothing", "floor", "--smoothing-value", "0.5", "--bleu-order", "2", "--effective-order", "--lowercase",
            "--chrf-order", "4", "--chrf-word-order", "1", "--chrf-beta", "3", "--chrf-lowercase", "--chrf-whitespace", "--chrf-eps-smoothing",
            "--ter-normalized", "--ter-no-punctuation", "--ter-asian", "--ter-case-sensitive", "--json", .. Quick,
        ]).Succeeds().Json;
        Assert.Equal("nrefs:1|case:lc|eff:yes|tok:intl|smooth:floor[0.50]|version:2.6.0", (string)json["bleu"]!["signature"]!);
        Assert.Equal("nrefs:1|case:lc|eff:no|nc:4|nw:1|space:yes|version:2.6.0", (string)json["chrfpp"]!["signature"]!);
        Assert.StartsWith("chrF3+ = ", (string)json["chrfpp"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal("nrefs:1|case:mixed|tok:tercom|norm:yes|punct:no|asian:yes|version:2.6.0", ((string)json["ter"]!["signature"]!));
    }

    private string Pairs(string name, int from = 60, int count = 12) => _folder.Write(
        name, "eng\tyor\n" + string.Join('\n', Enumerable.Range(from, count).Select(id => $"{TinyPairs.Short("eng", id)}\t{TinyPairs.Short("yor", id)}")) + "\n");

    private static ProgramResult Run(params string[] arguments) => BuiltProgram.Run(["evaluate", "translate", "--model", TinyPairs.Model, .. arguments]);
}
