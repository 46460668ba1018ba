using Awe.Benchmarks.Codecs;
using Awe.Benchmarks.HitRate;
using Awe.Benchmarks.Storage;
using BenchmarkDotNet.Running;

if (args is ["cold", var path])
{
    return ColdLoads.Run(path);
}

if (args is ["codec", .. var banks] && banks.Length > 0)
{
    return CodecTable.Run(banks);
}

if (args is ["vorbis", .. var encodedBanks] && encodedBanks.Length > 0)
{
    return VorbisTable.Run(encodedBanks);
}

if (args is ["hitrate", .. var hitRateArguments])
{
    return HitRateProgram.Run(hitRateArguments);
}

if (args is ["store", .. var storeArguments])
{
    return StoreProgram.Run(storeArguments);
}

if (args is ["store-peak", var peakBank, var peakSong])
{
    return ProcessPeak.Play(peakBank, peakSong);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
