using System.Diagnostics;

namespace NlpTransfer.Training;

/// <summary>Texts that no step reads, by language, with the vectors that they should get.</summary>
/// <param name="groups">The languages; those without held-out texts are passed over.</param>
/// <param name="teacher">Gives the vectors.</param>
/// <param name="fitting">Shortens texts.</param>
internal sealed class HeldOutTexts(IEnumerable<TextGroup> groups, TeacherVectors teacher, TextFitting fitting)
{
    private readonly (string Language, string[] Texts, int[] Numbers)[] _groups =
    [
        .. groups.Select(group => (group.Language, Texts: Fitted(group.HeldOut, fitting)))
            .Where(group => group.Texts.Length >= TextGroups.FewestHeldOut)
            .Select(group => (group.Language, group.Texts, group.Texts.Select(teacher.Add).ToArray())),
    ];

    /// <summary>Whether there is no text.</summary>
    internal bool IsEmpty => _groups.Length == 0;

    /// <summary>The languages, in order.</summary>
    internal IReadOnlyList<string> Languages => [.. _groups.Select(group => group.Language)];

    /// <summary>How long the last measurement took, in seconds; the teacher's part is not in it.</summary>
    internal double Seconds { get; private set; }

    /// <summary>The texts as examples, for a loss that is no cosine.</summary>
    internal IReadOnlyList<VectorExample> Examples(EncoderInput student) =>
        [.. _groups.SelectMany(group => group.Texts.Zip(group.Numbers)).Select(pair => new VectorExample(student.Encode(pair.First, out _), pair.Second, Contrasts: false))];

    /// <summary>The cosines of every text, an entry a language.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal IReadOnlyList<(double[] Plain, double[] Centred)> Measure(EncoderSession student, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        teacher.Compute(_groups.SelectMany(group => group.Numbers), progress, cancellation);
        var clock = Stopwatch.StartNew();
        float[][] vectors = Vectors(student, "held-out texts", [.. _groups.SelectMany(group => group.Texts)], progress, cancellation);
        var cosines = new List<(double[], double[])>();
        int start = 0;
        foreach ((_, string[] texts, int[] numbers) in _groups)
        {
            cosines.Add(VectorAgreement.Cosines(vectors[start..(start + texts.Length)], [.. numbers.Select(Target)]));
            start += texts.Length;
        }

        Seconds = clock.Elapsed.TotalSeconds;
        return cosines;
    }

    /// <summary>One minus the mean over languages of the mean centred cosine; infinite where it was cancelled.</summary>
    internal double Loss(EncoderSession student, CancellationToken cancellation)
    {
        try
        {
            return Loss(Measure(student, null, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return double.PositiveInfinity;
        }
    }

    /// <summary>The same of cosines that were measured.</summary>
    internal static double Loss(IReadOnlyList<(double[] Plain, double[] Centred)> cosines) => 1 - cosines.Average(language => language.Centred.Average());

    /// <summary>Unit vectors of texts.</summary>
    internal static float[][] Vectors(EncoderSession session, string phase, IReadOnlyList<string> texts, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        float[][] vectors = [.. session.Run(phase, texts, progress, cancellation).Select(result => result.Values)];
        foreach (float[] vector in vectors)
            UnitVector.Write(vector, vector);
        return vectors;
    }

    private float[] Target(int number)
    {
        float[] vector = new float[teacher.Width];
        teacher.Read(number, vector);
        return vector;
    }

    private static string[] Fitted(IEnumerable<string> texts, TextFitting fitting)
    {
        var fitted = new List<string>();
        foreach (string text in texts)
        {
            string shortened = text;
            if (fitting.Fit(ref shortened) is not null)
                fitted.Add(shortened);
        }

        return [.. fitted];
    }
}
