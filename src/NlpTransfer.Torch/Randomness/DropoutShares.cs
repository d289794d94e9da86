namespace NlpTransfer.Torch;

/// <summary>What is dropped in training, each a share from 0 to below 1.</summary>
/// <param name="Hidden">Of hidden values, where they are added to others.</param>
/// <param name="Attention">Of attention weights.</param>
/// <param name="Activation">Of values between the two products of a feed-forward part.</param>
/// <param name="Layers">Of whole layers.</param>
internal readonly record struct DropoutShares(double Hidden, double Attention, double Activation = 0, double Layers = 0)
{
    /// <summary>Whether nothing is dropped.</summary>
    internal bool IsNone => this == default;

    /// <summary>What a side's config says.</summary>
    internal static DropoutShares Of(StackConfig config) => new(config.HiddenDropout, config.AttentionDropout, config.ActivationDropout, config.LayerDropout);
}
