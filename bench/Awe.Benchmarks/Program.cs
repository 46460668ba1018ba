using Awe.Benchmarks.Storage;
using BenchmarkDotNet.Running;

if (args is ["cold", var path])
{
    return ColdLoads.Run(path);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
