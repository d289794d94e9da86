namespace NlpTransfer.Remapping;

/// <summary>A matrix of positions that count from one after the padding id.</summary>
/// <param name="Tensor">Its name in the file.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Key">The key of config.json that says how many.</param>
internal readonly record struct PositionRows(string Tensor, int Rows, string Key);
