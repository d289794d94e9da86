using System.Text.Json;

namespace NlpTransfer.Core.Tests;

public sealed class BartConfigReaderTests
{
    private const string Sizes = """
        "vocab_size": 30, "d_model": 16, "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2, "decoder_attention_heads": 2,
        "encoder_ffn_dim": 8, "decoder_ffn_dim": 8, "activation_function": "relu", "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2
        """;

    private const string Shares = """, "dropout": 0.3, "attention_dropout": 0.25, "activation_dropout": 0.2, "encoder_layerdrop": 0.15, "decoder_layerdrop": 0.05""";

    [Theory]
    [InlineData("marian", "", 0.1, 0, 0, 0, 0)]
    [InlineData("m2m_100", "", 0.1, 0.1, 0, 0.05, 0.05)]
    [InlineData("marian", Shares, 0.3, 0.25, 0.2, 0.15, 0.05)]
    [InlineData("m2m_100", Shares, 0.3, 0.25, 0.2, 0.15, 0.05)]
    public void Read_Dropout_IsTheFilesOrTheFamilys(string family, string more, double hidden, double attention, double activation, double encoderLayers, double decoderLayers)
    {
        TranslationConfig config = Read(family, more);
        Assert.All((StackConfig[])[config.Encoder, config.Decoder], side => Assert.Equal((hidden, attention, activation), (side.HiddenDropout, side.AttentionDropout, side.ActivationDropout)));
        Assert.Equal((encoderLayers, decoderLayers), (config.Encoder.LayerDropout, config.Decoder.LayerDropout));
    }

    [Fact]
    public void Read_LayersAllDropped_IsRefused() => Assert.Contains(
        "decoder_layerdrop is 1 where a number from 0 to below 1 was expected",
        Assert.Throws<ModelFormatException>(() => Read("m2m_100", ", \"decoder_layerdrop\": 1")).Message,
        StringComparison.Ordinal);

    private static TranslationConfig Read(string family, string more)
    {
        using JsonDocument document = JsonDocument.Parse($"{{{Sizes}{more}}}");
        return TranslationFamilies.Find(family)!.ReadConfig(new JsonSection("config.json", document.RootElement));
    }
}
