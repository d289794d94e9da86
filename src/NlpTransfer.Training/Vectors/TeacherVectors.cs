using System.Diagnostics;
using NlpTransfer.Torch;

namespace NlpTransfer.Training;

/// <summary>
/// The unit vectors that a frozen encoder gives to texts, each computed once, when it is first asked for, and kept: several trainings against one teacher can
/// share them. In memory up to a limit, beyond it in a temporary file.
/// </summary>
public sealed class TeacherVectors : IDisposable
{
    private readonly EncoderSession _session;
    private readonly VectorStore _store;
    private readonly List<string> _texts = [];
    private readonly List<int> _places = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int[]> _deferred = [];

    private TeacherVectors(EncoderSession session, long memoryBytes) =>
        (_session, _store) = (session, new VectorStore(session.Folder.Config.HiddenSize, memoryBytes));

    /// <summary>The teacher's folder.</summary>
    public ModelFolder Folder => _session.Folder;

    /// <summary>Values of a vector.</summary>
    public int Width => Folder.Config.HiddenSize;

    /// <summary>Vectors that were computed so far.</summary>
    public int Count => _store.Count;

    /// <summary>The teacher itself.</summary>
    internal EncoderSession Session => _session;

    /// <summary>Makes token ids of texts.</summary>
    internal EncoderInput Input => _session.Input;

    /// <summary>The token embeddings, <c>[vocabulary, hidden]</c>.</summary>
    internal TorchSharp.torch.Tensor WordEmbeddings => _session.Encoder.WordEmbeddings;

    /// <summary>Time that computing took so far, in seconds.</summary>
    internal double Seconds { get; private set; }

    /// <summary>Loads a teacher.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="batchTokens">Tokens of a batch, padding included.</param>
    /// <param name="memoryBytes">Bytes of vectors that are kept in memory; default 512 MiB.</param>
    /// <exception cref="ModelFormatException">Tokenizer or weights can't be used.</exception>
    /// <exception cref="NlpTransferException">libtorch can't be loaded.</exception>
    public static TeacherVectors Open(ModelFolder folder, int batchTokens = TorchTextEmbedder.DefaultBatchTokens, long memoryBytes = 512L << 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(memoryBytes);
        return new(EncoderSession.Open(folder, batchTokens: batchTokens), memoryBytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _store.Dispose();
    }

    /// <summary>Notes a text and returns its number; equal texts have one.</summary>
    internal int Add(string text)
    {
        if (_known.TryGetValue(text, out int number))
            return number;
        _known.Add(text, _texts.Count);
        _texts.Add(text);
        _places.Add(-1);
        return _texts.Count - 1;
    }

    /// <summary>Computes those of some texts that are not there yet.</summary>
    /// <param name="numbers">Numbers of texts.</param>
    /// <param name="progress">Told of texts done.</param>
    /// <param name="cancellation">Stops between batches; what was asked for is then not there.</param>
    internal void Compute(IEnumerable<int> numbers, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        int[] all = [.. numbers.Where(number => _places[number] < 0).Distinct()];
        foreach (int number in all)
        {
            if (_deferred.TryGetValue(number, out int[]? company))
                ComputeTogether(company, progress, cancellation);
        }

        ComputeTogether([.. all.Where(number => _places[number] < 0)], progress, cancellation);
    }

    /// <summary>
    /// Notes that texts were computed together by a run that goes on here. They are computed when one of them is asked for, in the same company: in another, their last digits
    /// would differ.
    /// </summary>
    /// <param name="numbers">Numbers of texts.</param>
    internal void Defer(IEnumerable<int> numbers)
    {
        int[] missing = [.. numbers.Where(number => _places[number] < 0 && !_deferred.ContainsKey(number)).Distinct()];
        foreach (int number in missing)
            _deferred.Add(number, missing);
    }

    /// <summary>Copies a vector that was computed.</summary>
    internal void Read(int number, Span<float> vector) => _store.Read(_places[number], vector);

    private void ComputeTogether(int[] missing, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (missing.Length == 0)
            return;
        var clock = Stopwatch.StartNew();
        (float[] Values, int CutTokens)[] results = _session.Run("the teacher's vectors", [.. missing.Select(number => _texts[number])], progress, cancellation);
        for (int i = 0; i < missing.Length; i++)
        {
            UnitVector.Write(results[i].Values, results[i].Values);
            _places[missing[i]] = _store.Add(results[i].Values);
            _deferred.Remove(missing[i]);
        }

        Seconds += clock.Elapsed.TotalSeconds;
    }
}
