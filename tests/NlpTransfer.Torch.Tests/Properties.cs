// libtorch's threads are shared by the whole process: tests beside each other would slow and disturb one another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
