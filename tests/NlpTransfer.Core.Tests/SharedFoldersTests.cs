namespace NlpTransfer.Tests;

public sealed class SharedFoldersTests
{
    [SkippableFact]
    public void E5Small_UnpackedOnce_IsAModelFolder()
    {
        string folder = SharedFolders.E5Small();
        using SafetensorsFile weights = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        Assert.Equal([250037, 384], weights.Require("embeddings.word_embeddings.weight").Shape);
    }

    [SkippableFact]
    public void Golden_BertMlm_IsThere() => Assert.True(File.Exists(SharedFolders.Golden("models", "bert-mlm", "config.json")));
}
