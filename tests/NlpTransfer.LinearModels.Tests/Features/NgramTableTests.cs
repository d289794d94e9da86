using System.Text;
using CsCheck;

namespace NlpTransfer.LinearModels.Tests;

public class NgramTableTests
{
    [Fact]
    public void GetOrAdd_AnyStrings_NumbersThemLikeADictionary() => Gen.String[0, 12].Array[0, 2000].Sample(keys =>
    {
        var table = new NgramTable();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string key in keys.Select(key => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key))))
        {
            numbers.TryAdd(key, numbers.Count);
            if (table.GetOrAdd(Encoding.UTF8.GetBytes(key)) != numbers[key])
                return false;
        }

        return table.Count == numbers.Count && numbers.All(pair => table.Find(Encoding.UTF8.GetBytes(pair.Key)) == pair.Value && table.Text(pair.Value) == pair.Key)
            && table.Find([0xFF, 0xFF]) == -1;
    }, iter: 50);
}
