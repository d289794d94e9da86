namespace NlpTransfer.Torch;

/// <summary>The numbers of one AdamW step that are the same for all values of a parameter.</summary>
internal readonly record struct AdamWFactors(float GradientScale, float Beta1, float Beta2, float Rate, float SecondScale, float Epsilon, float Keep);
