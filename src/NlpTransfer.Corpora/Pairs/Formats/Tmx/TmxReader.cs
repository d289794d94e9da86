using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace NlpTransfer.Corpora;

/// <summary>Reads the units of a TMX file (versions 1.1 to 1.4b) in bounded memory. No document type is processed, no entity but XML's own five known.</summary>
internal sealed class TmxReader(MeteredStream input, int limit, string file)
{
    private const int Deepest = 64;

    private readonly char[] _chunk = new char[4096];
    private XmlReader _xml = null!;

    /// <summary>The language that the header says all is translated from; null where it says none, or <c>*all*</c>.</summary>
    public string? SourceLanguage { get; private set; }

    /// <exception cref="BadDataException">The file is not XML, not TMX, or holds more in one piece than is accepted.</exception>
    public async IAsyncEnumerable<TmxUnit> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using XmlReader xml = _xml = XmlReader.Create(input, new XmlReaderSettings
        {
            Async = true,
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
        bool root = false;
        while (await MoveAsync(cancellation).ConfigureAwait(false))
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (!root && xml.LocalName != "tmx")
                throw Fault($"the file's root is '{Short(xml.LocalName)}', not tmx, so it is no translation memory");
            root = true;
            if (xml.LocalName == "header")
                SourceLanguage = Known(xml.GetAttribute("srclang"));
            else if (xml.LocalName == "tu")
                yield return await UnitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task<TmxUnit> UnitAsync(CancellationToken cancellation)
    {
        var unit = new TmxUnit(Line, Known(_xml.GetAttribute("srclang")));
        if (_xml.IsEmptyElement)
            return unit;
        int depth = _xml.Depth;
        string? language = null;
        while (await MoveAsync(cancellation).ConfigureAwait(false) && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element)
                continue;
            if (_xml.LocalName == "tuv")
                language = _xml.GetAttribute("xml:lang") ?? _xml.GetAttribute("lang");
            else if (_xml.LocalName == "seg" && language is not null)
            {
                string text = await SegmentAsync(unit, cancellation).ConfigureAwait(false);
                unit.Texts.Add((language, text));
                if (unit.Texts.Count > 1000)
                    throw Fault("the unit has more than 1,000 texts");
            }
        }

        return unit;
    }

    /// <summary>The text of a segment. What stands in place of a format's own code (bpt, ept, it, ph, ut) is the code, and belongs to the text; what is embedded in code (sub) does not.</summary>
    private async Task<string> SegmentAsync(TmxUnit unit, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        if (_xml.IsEmptyElement)
            return "";
        int depth = _xml.Depth, embedded = 0;
        while (await MoveAsync(cancellation).ConfigureAwait(false) && _xml.Depth > depth)
        {
            if (_xml.LocalName == "sub" && !_xml.IsEmptyElement)
                embedded += _xml.NodeType == XmlNodeType.Element ? 1 : _xml.NodeType == XmlNodeType.EndElement ? -1 : 0;
            if (_xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace) || embedded > 0)
                continue;
            int read;
            while ((read = await ChunkAsync(cancellation).ConfigureAwait(false)) > 0)
            {
                if (text.Length + read <= limit)
                    text.Append(_chunk, 0, read);
                else
                    unit.TooLong = true;
            }
        }

        return text.ToString();
    }

    private async Task<int> ChunkAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        input.Settle();
        try
        {
            return await _xml.ReadValueChunkAsync(_chunk, 0, _chunk.Length).ConfigureAwait(false);
        }
        catch (Exception e) when (e is XmlException or IOException or ArgumentException)
        {
            throw Damaged(e);
        }
    }

    private async Task<bool> MoveAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        input.Settle();
        try
        {
            if (!await _xml.ReadAsync().ConfigureAwait(false))
                return false;
        }
        catch (Exception e) when (e is XmlException or IOException or ArgumentException)
        {
            throw Damaged(e);
        }

        return _xml.Depth <= Deepest ? true : throw Fault($"elements are nested deeper than {Deepest}");
    }

    private long Line => Math.Max(1, ((IXmlLineInfo)_xml).LineNumber);

    private BadDataException Fault(string fault) => new($"{new RowPosition(file, Line)}: {fault}; mend the file.");

    private BadDataException Damaged(Exception e) => input.Exceeded
        ? Fault("an element, attribute or comment is longer than is accepted (MaximumRowLength)")
        : new BadDataException($"{new RowPosition(file, e is XmlException { LineNumber: > 0 } xml ? xml.LineNumber : Line)}: the file can't be read as XML ({e.Message.TrimEnd('.')}); mend the file.", e);

    private static string? Known(string? language) => language is null or "*all*" ? null : language;

    private static string Short(string name) => name.Length > 40 ? name[..40] + "…" : name;
}
