using System.Collections.Frozen;

namespace NlpTransfer;

/// <summary>The codes of languages and what follows from them: which ones mean the same, and the script that a language is mostly written in.</summary>
internal static class LanguageCodes
{
    // ISO 639-1 with ISO 639-3, deprecated two-letter codes last.
    private const string TwoLetterCodes = """
            aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bh:bih bi:bis bm:bam bn:ben bo:bod br:bre
            bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces cu:chu cv:chv cy:cym da:dan de:deu dv:div dz:dzo ee:ewe el:ell en:eng eo:epo es:spa et:est eu:eus
            fa:fas ff:ful fi:fin fj:fij fo:fao fr:fra fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye
            hz:her ia:ina id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl it:ita iu:iku ja:jpn jv:jav ka:kat kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan
            ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri mk:mkd ml:mal
            mn:mon mr:mar ms:msa mt:mlt my:mya na:nau nb:nob nd:nde ne:nep ng:ndo nl:nld nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss
            pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run ro:ron ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk sl:slv sm:smo sn:sna
            so:som sq:sqi sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi
            ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor za:zha zh:zho zu:zul sh:hbs iw:heb in:ind ji:yid jw:jav
            mo:ron
            """;

    // ISO 639-2's bibliographic codes with ISO 639-3.
    private const string BibliographicCodes = """
            alb:sqi arm:hye baq:eus bur:mya chi:zho cze:ces dut:nld fre:fra geo:kat ger:deu gre:ell ice:isl mac:mkd mao:mri may:msa per:fas rum:ron slo:slk
            tib:bod wel:cym
            """;

    // Macrolanguages with the member that stands for the whole in FLORES and other collections.
    private const string PredominantMembers = """
            ara:arb aym:ayr aze:azj din:dik est:ekk fas:pes ful:fuv kau:knc kur:kmr lav:lvs mlg:plt mon:khk msa:zsm nep:npi ori:ory orm:gaz pus:pbt que:quy
            sqi:als swa:swh uzb:uzn yid:ydd zho:cmn
            """;

    // Estonian and Chinese go by their macrolanguage in FLORES.
    private static readonly string[] KeepsItsCodeInFlores = ["est", "zho"];

    // The languages of FLORES-200 and of ISO 639-1 by the script that they are mostly written in.
    private const string Scripts = """
            Arab: acm acq aeb ajp apc ara ars ary arz azb ckb fas kas prs pus snd uig urd
            Armn: hye
            Beng: asm ben mni
            Cans: cre iku oji
            Cyrl: abk ava bak bel bul che chu chv kaz kir kom mkd mon oss rus sah srp tat tgk tyv udm ukr
            Deva: bih awa bho hin hne mag mai mar nep pli san
            Ethi: amh tir
            Geor: kat
            Grek: ell
            Gujr: guj
            Guru: pan
            Hang: kor
            Hans: zho
            Hant: yue
            Hebr: heb yid
            Jpan: jpn
            Khmr: khm
            Knda: kan
            Laoo: lao
            Latn: aar ace afr aka arg ast aym aze bam ban bem bis bjn bos bre bug cat ceb ces cha chk cjk cnr cor cos crh cym dan deu din dyu eng epo est eus ewe
            fao fij fil fin fon fra fry fuc ful fur gla gle glg glv grn hat hau haw hbs her hmn hmo hrv hun ibo ido ile ilo ina ind ipk isl ita jav kab kac kal
            kam kau kbp kea kik kin kmb kon kua lat kur lav lij lim lin lit lmo ltg ltz lua lub lug luo lus mah mfe min mlg mlt mos mri msa nau nav nbl nde ndo nld
            nno nob nor nso nus nya oci orm pag pap pcm pol pon por que roh ron run sag scn slk slv sme smo sna som sot spa sqi srd ssw sun swa swe szl tah taq
            tet tgl ton tpi tsn tso tuk tum tur twi umb uzb vec ven vie vol war wln wol xho yap yor zha zul
            Mlym: mal
            Mymr: mya shn
            Nkoo: nqo
            Olck: sat
            Orya: ori
            Sinh: sin
            Taml: tam
            Telu: tel
            Tfng: tzm
            Thaa: div
            Thai: tha
            Tibt: bod dzo
            Yiii: iii
            """;

    private static readonly FrozenDictionary<string, string> ThreeLetters = Pairs(TwoLetterCodes).Concat(Pairs(BibliographicCodes))
        .Concat(Pairs(PredominantMembers).Select(pair => (From: pair.To, To: pair.From)))
        .ToFrozenDictionary(pair => pair.From, pair => pair.To, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> TwoLetters = Pairs(TwoLetterCodes)
        .DistinctBy(pair => pair.To).ToFrozenDictionary(pair => pair.To, pair => pair.From, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> FloresMembers = Pairs(PredominantMembers)
        .Where(pair => !KeepsItsCodeInFlores.Contains(pair.From))
        .ToFrozenDictionary(pair => pair.From, pair => pair.To, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ScriptOf = ReadScripts().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The ISO 639-3 code that a lower-case code of two or three letters stands for, or null for an unknown one of two letters.</summary>
    public static string? Canonical(string code) =>
        ThreeLetters.TryGetValue(code, out string? known) ? known : code.Length == 3 ? code : null;

    /// <summary>The two-letter code of a language where it has one, else the three letters.</summary>
    public static string Shortest(string iso6393) => TwoLetters.GetValueOrDefault(iso6393, iso6393);

    /// <summary>The three letters that FLORES uses.</summary>
    public static string InFlores(string iso6393) => FloresMembers.GetValueOrDefault(iso6393, iso6393);

    /// <summary>The script that a language is mostly written in, or null where that is not known here.</summary>
    public static string? UsualScript(string iso6393) => ScriptOf.GetValueOrDefault(iso6393);

    private static IEnumerable<(string From, string To)> Pairs(string table) =>
        table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair[..pair.IndexOf(':')], pair[(pair.IndexOf(':') + 1)..]));

    private static Dictionary<string, string> ReadScripts()
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        string script = "";
        foreach (string word in Scripts.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.EndsWith(':'))
                script = word[..^1];
            else
                table.Add(word, script);
        }

        return table;
    }
}
