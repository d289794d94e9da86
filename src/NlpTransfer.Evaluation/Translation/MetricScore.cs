namespace NlpTransfer.Evaluation;

/// <summary>One system's score.</summary>
/// <param name="Key">The score's name in JSON: <c>bleu</c>, <c>chrf</c>, <c>chrfpp</c>, <c>ter</c>.</param>
/// <param name="Name">Its usual name: BLEU, chrF2, chrF2++, TER.</param>
/// <param name="System">Whose it is.</param>
/// <param name="Score">The value with its 95 % interval by bootstrap, and the number of segments; 0 to 100, TER 0 upwards.</param>
/// <param name="Signature">What the figure depends on, as sacrebleu writes it.</param>
/// <param name="Text">The line that sacrebleu prints, such as <c>BLEU = 53.32 90.0/63.1/47.0/35.2 (BP = 0.963 ...)</c>.</param>
/// <param name="HigherIsBetter">Whether more is better, as for all but TER.</param>
public sealed record MetricScore(string Key, string Name, string System, Score Score, string Signature, string Text, bool HigherIsBetter);
