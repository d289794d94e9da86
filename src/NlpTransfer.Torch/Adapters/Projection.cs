namespace NlpTransfer.Torch;

/// <summary>A product of an encoder's layer that can have an adapter.</summary>
/// <param name="Target">Which of a layer's products it is.</param>
/// <param name="Name">Its name in <see cref="EncoderTensors"/>, without <c>.weight</c>.</param>
/// <param name="Layer">The product.</param>
internal readonly record struct Projection(LoraTargets Target, string Name, LinearLayer Layer);
