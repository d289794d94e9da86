namespace NlpTransfer.Training;

/// <summary>Shortens texts so that student and teacher, whose tokenizers differ, read the same words of them.</summary>
/// <param name="student">Makes the student's ids.</param>
/// <param name="teacher">Makes the teacher's ids.</param>
/// <param name="maxLength">Tokens that either reads at most, special ones included.</param>
internal sealed class TextFitting(EncoderInput student, EncoderInput teacher, int maxLength)
{
    private readonly int _limit = Math.Min(maxLength, Math.Min(student.MaxLength, teacher.MaxLength));

    /// <summary>Texts that were shortened so far.</summary>
    internal int Shortened { get; private set; }

    /// <summary>The ids of a text that fits both.</summary>
    /// <param name="text">The text; shortened where it is too long.</param>
    /// <returns>The student's ids; null where not even the first word fits.</returns>
    internal int[]? Fit(ref string text)
    {
        string fitted = text;
        while (true)
        {
            int[] ids = student.Encode(fitted, out int cut);
            int longest = Math.Max(ids.Length + cut, LengthFor(teacher, fitted));
            if (longest <= _limit)
            {
                Shortened += fitted.Length < text.Length ? 1 : 0;
                text = fitted;
                return ids;
            }

            fitted = Cut(fitted, (int)Math.Min(fitted.Length - 1, (long)fitted.Length * _limit / longest));
            if (fitted.Length == 0)
                return null;
        }
    }

    /// <summary>Whether both read a text as a whole.</summary>
    internal bool Fits(string text) => LengthFor(student, text) <= _limit && LengthFor(teacher, text) <= _limit;

    private static int LengthFor(EncoderInput input, string text) => input.Encode(text, out int cut).Length + cut;

    private static string Cut(string text, int length)
    {
        int end = Math.Max(0, length);
        int space = end == 0 ? -1 : text.LastIndexOf(' ', end - 1);
        if (space > end / 2)
            end = space;
        else if (end > 0 && char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end].TrimEnd();
    }
}
