using System.Globalization;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>What is dropped in training on either side.</summary>
/// <param name="Encoder">In the encoder.</param>
/// <param name="Decoder">In the decoder.</param>
internal readonly record struct TranslationDropout(DropoutShares Encoder, DropoutShares Decoder)
{
    /// <summary>Half of all places, so that those of the sides never meet.</summary>
    private const uint FirstOfDecoder = 1u << 31;

    /// <summary>One share of hidden values and attention weights on both sides, and of nothing else; or what the model's config says.</summary>
    /// <param name="share">The share; null for the config's.</param>
    /// <param name="config">The model's sizes.</param>
    internal static TranslationDropout Of(double? share, TranslationConfig config) => share is { } given
        ? new(new DropoutShares(given, given), new DropoutShares(given, given))
        : new(DropoutShares.Of(config.Encoder), DropoutShares.Of(config.Decoder));

    /// <summary>Draws the encoder's masks of a step; null where nothing is dropped.</summary>
    internal DropoutSource? OfEncoder(ulong seed, ulong step) => Encoder.IsNone ? null : new DropoutSource(Encoder, seed, step);

    /// <summary>Draws the decoder's masks of a step; null where nothing is dropped.</summary>
    internal DropoutSource? OfDecoder(ulong seed, ulong step) => Decoder.IsNone ? null : new DropoutSource(Decoder, seed, step, FirstOfDecoder);

    /// <summary>All shares in one line, whatever the culture.</summary>
    internal string Describe() => Encoder == Decoder ? Describe(Encoder) : $"encoder {Describe(Encoder)}, decoder {Describe(Decoder)}";

    private static string Describe(DropoutShares shares) =>
        string.Create(CultureInfo.InvariantCulture, $"hidden {shares.Hidden} attention {shares.Attention} activation {shares.Activation} layers {shares.Layers}");
}
