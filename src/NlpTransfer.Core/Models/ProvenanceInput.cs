namespace NlpTransfer;

/// <summary>A file or folder that a model was made from.</summary>
/// <param name="Name">What it is called, without the folders above it.</param>
/// <param name="Sha256">SHA-256 of its content, hexadecimal.</param>
/// <param name="Licence">Its licence as an SPDX identifier or a short text; null where it is not known.</param>
public sealed record ProvenanceInput(string Name, string Sha256, string? Licence = null);
