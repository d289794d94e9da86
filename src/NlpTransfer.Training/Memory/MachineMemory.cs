using System.Globalization;

namespace NlpTransfer.Training;

/// <summary>How much memory is left: for all processes of the machine, and in the control groups above this one.</summary>
internal static class MachineMemory
{
    /// <summary>Bytes that are left.</summary>
    /// <param name="root">Where <c>proc</c> and <c>sys</c> lie.</param>
    internal static long Left(string root)
    {
        long? machine = Available(Path.Combine(root, "proc/meminfo"));
        if (machine is null)
        {
            GCMemoryInfo memory = GC.GetGCMemoryInfo();
            machine = memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
        }

        return Math.Max(0, Groups(root).Append(machine.Value).Min());
    }

    private static long? Available(string path)
    {
        string? line = Lines(path).FirstOrDefault(one => one.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return line is null ? null : Number(line["MemAvailable:".Length..].Replace("kB", "", StringComparison.Ordinal)) * 1024;
    }

    /// <summary>What each group leaves, this one and those above it; of both generations.</summary>
    private static IEnumerable<long> Groups(string root)
    {
        string mount = Path.Combine(root, "sys/fs/cgroup");
        foreach (string[] parts in Lines(Path.Combine(root, "proc/self/cgroup")).Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3))
        {
            bool first = parts[1].Split(',').Contains("memory", StringComparer.Ordinal);
            if (!first && parts[1].Length > 0)
                continue;
            (string folder, string most, string now, string cache) = first
                ? (Path.Combine(mount, "memory"), "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file ")
                : (mount, "memory.max", "memory.current", "inactive_file ");
            // In a container the path may be that of the host, which is not there, and the container's own group lies at the root.
            for (string path = parts[2].Trim('/'); ; path = Path.GetDirectoryName(path) ?? "")
            {
                if (Left(Path.Combine(folder, path), most, now, cache) is { } left)
                    yield return left;
                if (path.Length == 0)
                    break;
            }
        }
    }

    private static long? Left(string group, string most, string now, string cache)
    {
        // "max" is no number, and stands for no limit.
        if (Number(Lines(Path.Combine(group, most)).FirstOrDefault()) is not { } limit || Number(Lines(Path.Combine(group, now)).FirstOrDefault()) is not { } used)
            return null;
        // Files that were read and nobody needs count as used, and make way.
        string? idle = Lines(Path.Combine(group, "memory.stat")).FirstOrDefault(line => line.StartsWith(cache, StringComparison.Ordinal));
        return limit - used + (Number(idle?[cache.Length..]) ?? 0);
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long value) ? value : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
