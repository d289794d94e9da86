namespace NlpTransfer.EndToEnd.Tests.Commands;

/// <summary>--precision of every command that runs an encoder: refused in one sentence where the processor lacks bfloat16, and done where it has it.</summary>
public sealed class PrecisionOptionTests
{
    private const string Refusal =
        "The precision bfloat16 needs a processor with avx512_bf16 or amx_bf16, and this one has neither, so that it would be slower than float32; use float32.";

    private static bool MultipliesBFloat16 { get; } =
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").Any(line => line.StartsWith("flags", StringComparison.Ordinal) && line.Split(' ').Intersect(["avx512_bf16", "amx_bf16"]).Any());

    [Theory]
    [InlineData("finetune classify")]
    [InlineData("crossvalidate classify")]
    [InlineData("predict")]
    [InlineData("embed")]
    [InlineData("evaluate classify")]
    [InlineData("evaluate translate")]
    [InlineData("translate")]
    [InlineData("backtranslate")]
    [InlineData("finetune translate")]
    [Covers("finetune translate", "--precision")]
    [Covers("evaluate translate", "--precision")]
    [Covers("translate", "--precision")]
    [Covers("backtranslate", "--precision")]
    [Covers("finetune classify", "--precision")]
    [Covers("crossvalidate classify", "--precision")]
    [Covers("predict", "--precision")]
    [Covers("embed", "--precision")]
    [Covers("evaluate classify", "--precision")]
    [Covers("adapt", "--precision")]
    [Covers("align", "--precision")]
    [Covers("pretrain", "--precision")]
    public void Precision_BFloat16_IsDoneOrRefused(string command)
    {
        using var folder = new TemporaryFolder();
        string[] rest = command switch
        {
            "finetune classify" => ["--train", Trained.Data, "--model", Trained.Model, "--strategy", "frozen", "--out", folder.At("out")],
            "crossvalidate classify" => ["--data", Trained.Data, "--model", Trained.Model, "--strategy", "frozen", "--folds", "2"],
            "predict" => ["--model", Trained.Combined, "text"],
            "evaluate translate" => ["--model", TinyPairs.Model, "--pairs", TinyPairs.Write(folder, "pairs.tsv", count: 2), "--max-new-tokens", "2", "--metrics", "chrf", "--trials", "2"],
            "translate" => ["--model", TinyPairs.Model, "text", "--max-new-tokens", "2"],
            "backtranslate" => ["--model", TinyPairs.Model, "--text", folder.Write("text.txt", "text\n"), "--out", folder.At("out"), "--max-new-tokens", "2"],
            "finetune translate" => ["--pairs", TinyPairs.Write(folder, "pairs.tsv"), "--model", Trained.Model, "--max-length", "60", "--max-steps", "1", "--held-out", "0", "--out", folder.At("out")],
            "embed" => ["--model", Trained.Model, "text"],
            _ => ["--model", Trained.Combined, "--data", Trained.Test],
        };
        string[] all = [.. command.Split(' '), .. rest];
        ProgramResult result = BuiltProgram.Run([.. all, "--precision", "bfloat16"]);
        if (MultipliesBFloat16)
            result.Succeeds();
        else
            result.Fails(2, Refusal);
        BuiltProgram.Run([.. all, "--precision", "half"]).Fails(2, $"--precision must be float32 or bfloat16, not 'half'. See 'nlptransfer {command} --help'.");
    }

    [SkippableTheory]
    [InlineData("adapt", "--teacher", "NONE", "--text")]
    [InlineData("align", "--pairs")]
    [InlineData("pretrain", "--tokenizer", "NONE", "--text")]
    public void Precision_OfTrainingOnText_IsRefusedBeforeAnythingIsRead(string command, params string[] before)
    {
        Skip.If(MultipliesBFloat16, "This processor multiplies bfloat16.");
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.txt", "some text\nand more\n");
        string[] model = command == "pretrain" ? [] : ["--model", Trained.Model];
        BuiltProgram.Run([command, .. before, "yor=" + text, .. model, "--out", folder.At("out"), "--precision", "bfloat16"]).Fails(2, Refusal);
    }

    [Fact]
    public void Precision_WithoutAnEncoder_IsRefused()
    {
        using var folder = new TemporaryFolder();
        BuiltProgram.Run("finetune", "classify", "--train", Trained.Data, "--strategy", "letters", "--precision", "float32", "--out", folder.At("out")).Fails(
            2, "--precision has no effect: letters has no encoder; leave it out.");
    }
}
