namespace NlpTransfer.Training;

/// <summary>A text and the vector that it should get.</summary>
/// <param name="Ids">Its tokens, special ones included.</param>
/// <param name="Target">The place in <see cref="TeacherVectors"/> of the text whose vector it is.</param>
/// <param name="Contrasts">Whether the batch's other texts are held against it. All examples of a batch agree.</param>
internal readonly record struct VectorExample(int[] Ids, int Target, bool Contrasts);
