using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>Checks that a student and a teacher can be trained against each other.</summary>
internal static class ModelPair
{
    /// <summary>Refuses models with a head: vectors would train away what it reads.</summary>
    /// <param name="model">The student.</param>
    /// <param name="command">What is to be done.</param>
    /// <exception cref="UsageException">It has one.</exception>
    internal static void RefuseHead(ModelFolder model, string command)
    {
        if (model.Config.Head == EncoderHead.MaskedLanguageModel)
        {
            throw new UsageException(
                $"{model.Path}: the model has a masked-LM head, which would no longer fit vectors that were trained alone; {command} encoders without a head, or adapt this one by masked language modelling.");
        }

        if (model.Config.Head != EncoderHead.None)
            throw new UsageException($"{model.Path}: the model has a classification head, which reads the vectors as they are now; {command} the encoder that it was made of, then train the classifier again.");
    }

    /// <summary>Refuses a teacher of another width, or one that is the student itself.</summary>
    /// <exception cref="UsageException">It is.</exception>
    internal static void Check(ModelFolder student, ModelFolder teacher)
    {
        if (student.Config.HiddenSize != teacher.Config.HiddenSize)
        {
            throw new UsageException(
                $"{teacher.Path}: the teacher's vectors have {teacher.Config.HiddenSize} values and those of {student.Path} {student.Config.HiddenSize}; give the model that this one was made from.");
        }

        if (Path.GetFullPath(student.Path) == Path.GetFullPath(teacher.Path) || AreEqual(student, teacher))
            throw new UsageException($"{student.Path}: model and teacher are the same, so there is nothing to heal; give the model before its vocabulary was changed as --teacher.");
    }

    private static bool AreEqual(ModelFolder student, ModelFolder teacher) =>
        student.Config.VocabularySize == teacher.Config.VocabularySize
        && FilesAreEqual(student.RequireTokenizer(), teacher.RequireTokenizer())
        && WeightsOf(student).SequenceEqual(WeightsOf(teacher));

    private static IEnumerable<string> WeightsOf(ModelFolder model) =>
        Directory.EnumerateFiles(model.EncoderPath, "*.safetensors").Order(StringComparer.Ordinal).Select(ContentHash.OfFile);

    private static bool FilesAreEqual(string one, string two) => ContentHash.OfFile(one) == ContentHash.OfFile(two);
}
