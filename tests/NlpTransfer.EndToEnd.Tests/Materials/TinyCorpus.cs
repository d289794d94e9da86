using System.Globalization;
using System.Text;

namespace NlpTransfer.EndToEnd.Tests;

/// <summary>Small labelled corpora in three made-up languages: the same sentences by id, words of a topic share letters, so that something can be learnt.</summary>
internal static class TinyCorpus
{
    private static readonly string[] Labels = ["food", "sport", "weather"];

    private static readonly Dictionary<string, string[][]> Words = new()
    {
        ["yor"] = [["ounje", "iresi", "ewa", "obe"], ["bọọlu", "idije", "sare", "gba"], ["ojo", "oorun", "afefe", "ooru"]],
        ["eng"] = [["food", "rice", "bean", "soup"], ["ball", "match", "race", "goal"], ["rain", "sun", "wind", "heat"]],
        ["fra"] = [["repas", "riz", "haricot", "soupe"], ["balle", "jeu", "course", "but"], ["pluie", "soleil", "vent", "chaud"]],
    };

    private static readonly string[] Fillers = ["ana", "bel", "cor", "dun", "eri", "fol", "gam", "hul"];

    /// <summary>The text of a sentence.</summary>
    public static string Text(string language, int id)
    {
        var random = new CounterRandom(7, "tiny corpus " + id.ToString(CultureInfo.InvariantCulture));
        string[] topic = Words[language][id % 3];
        var words = new List<string>();
        for (int i = 0; i < 5; i++)
        {
            // Every third word that could tell the topic tells a wrong one.
            string[] from = random.NextInt32(3) == 0 ? Words[language][random.NextInt32(3)] : topic;
            words.Add(i is 1 or 3 ? from[random.NextInt32(from.Length)] : Fillers[random.NextInt32(Fillers.Length)] + Fillers[random.NextInt32(Fillers.Length)]);
        }

        return string.Join(' ', words);
    }

    /// <summary>The label of a sentence.</summary>
    public static string Label(int id) => Labels[id % 3];

    /// <summary>Writes the sentences of some ids as TSV with the columns id, group, label and text.</summary>
    public static string Write(TemporaryFolder folder, string name, string language, int first, int count)
    {
        var text = new StringBuilder("id\tgroup\tlabel\ttext\n");
        for (int id = first; id < first + count; id++)
            text.Append(CultureInfo.InvariantCulture, $"{language}-{id}\tg{id}\t{Label(id)}\t{Text(language, id)}\n");
        return folder.Write(name, text.ToString());
    }
}
