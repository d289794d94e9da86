namespace NlpTransfer.Training;

/// <summary>How the learning rate falls after it has risen linearly over the warm-up.</summary>
public enum LearningRateDecay
{
    /// <summary>Linearly, to nothing at the end (Devlin et al. 2019).</summary>
    Linear,

    /// <summary>Along half a cosine, to nothing at the end (Loshchilov and Hutter 2017).</summary>
    Cosine,

    /// <summary>With one over the square root of the step, which does not need to know the end (Vaswani et al. 2017).</summary>
    InverseSquareRoot,
}
