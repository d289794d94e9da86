using NlpTransfer.Metrics;

namespace NlpTransfer.Training;

/// <summary>How close the vectors of one encoder are to another's on texts of a language.</summary>
/// <param name="Cosine">Mean cosine of the two vectors of a text.</param>
/// <param name="Centred">The same after the mean of all the texts' vectors was taken away on each side: encoders whose vectors lie in a narrow cone have a large cosine whatever the text says.</param>
public sealed record AgreementScore(Score Cosine, Score Centred);
