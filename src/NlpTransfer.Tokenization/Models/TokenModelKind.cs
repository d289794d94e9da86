using System.Text.Json;

namespace NlpTransfer.Tokenization;

/// <summary>One line in the list of models.</summary>
/// <param name="Type">The name in the file.</param>
/// <param name="Mark">A property that only this model has: early files name no type.</param>
/// <param name="Read">Reads it from a stream of tokens, without a tree of the vocabulary.</param>
internal sealed record TokenModelKind(string Type, string Mark, TokenModelReader Read);

/// <summary>Reads a model's object, from its opening to its closing brace.</summary>
internal delegate TokenModel TokenModelReader(ref Utf8JsonReader reader, string source);
