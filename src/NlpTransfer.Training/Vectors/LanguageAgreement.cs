namespace NlpTransfer.Training;

/// <summary>How close a student's vectors are to its teacher's on held-out texts of a language.</summary>
/// <param name="Language">The language as the user named it.</param>
/// <param name="Before">Before training.</param>
/// <param name="After">After it; null where the run was interrupted, so that nothing was measured.</param>
public sealed record LanguageAgreement(string Language, AgreementScore Before, AgreementScore? After);
