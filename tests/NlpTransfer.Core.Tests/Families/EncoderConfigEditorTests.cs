using System.Text.Json.Nodes;
using NlpTransfer.Tests.Models;

namespace NlpTransfer.Tests.Families;

public sealed class EncoderConfigEditorTests : IDisposable
{
    private readonly TemporaryFolder _parent = new();

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void ToJson_Unchanged_IsTheSame()
    {
        ModelFolder folder = ModelFolder.Open(TinyModel.WriteUnchecked(_parent));
        Assert.Equal(TinyModel.Config().ToJsonString(), new EncoderConfigEditor(folder).ToJson().ToJsonString());
    }

    [Fact]
    public void With_Everything_ChangesThatAndNothingElse()
    {
        ModelFolder folder = ModelFolder.Open(TinyModel.WriteUnchecked(_parent));
        JsonObject config = new EncoderConfigEditor(folder)
            .WithHead(EncoderHead.SequenceClassification)
            .WithLabels(["ìlera", "b"])
            .WithVocabulary(30, new SpecialTokens { Padding = 3, Begin = 1 })
            .WithType(TensorType.Float16)
            .ToJson();
        JsonObject expected = TinyModel.Config();
        expected["architectures"] = new JsonArray("BertForSequenceClassification");
        expected["id2label"] = new JsonObject { ["0"] = "ìlera", ["1"] = "b" };
        expected["label2id"] = new JsonObject { ["ìlera"] = 0, ["b"] = 1 };
        expected["vocab_size"] = 30;
        expected["pad_token_id"] = 3;
        expected["bos_token_id"] = 1;
        expected["torch_dtype"] = "float16";
        Assert.True(JsonNode.DeepEquals(expected, config), config.ToJsonString());
        Assert.Equal(20, folder.Config.VocabularySize);
    }

    [Fact]
    public void WithLabels_NoneOrTwice_IsRefused()
    {
        var editor = new EncoderConfigEditor(ModelFolder.Open(TinyModel.WriteUnchecked(_parent)));
        Assert.Throws<ArgumentException>(() => editor.WithLabels([]));
        Assert.Throws<ArgumentException>(() => editor.WithLabels(["a", "a"]));
        Assert.Throws<ArgumentException>(() => editor.WithType(TensorType.Int8));
    }
}
