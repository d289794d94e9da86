// Every test starts a process that uses all cores: side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
