using System.Diagnostics;
using Awe.Primitives;
using Awe.SoundFonts;
using CsCheck;

namespace Awe.Tests.SoundFonts;

/// <summary>Whatever a file holds: it opens or is refused with one line, in bounded memory, and what opens can be walked.</summary>
public sealed class HostileBankTests
{
    private const long AllocationLimitBytes = 64 << 20;

    [Fact]
    public void A_bank_cut_at_any_byte_opens_or_is_refused()
    {
        var bytes = SmallBank();
        var opened = 0;
        for (var length = 0; length < bytes.Length; length++)
        {
            opened += OpensSafely(bytes[..length]) ? 1 : 0;
        }

        // Only what is cut behind the first sample header opens: a bank whose tables are not all there is refused.
        Assert.InRange(opened, 1, 200);
    }

    [Fact]
    public void A_bank_with_any_byte_spoiled_opens_or_is_refused()
    {
        var bytes = SmallBank();
        var points = RawBank.Find(bytes, "smpl") + 8;
        var tables = RawBank.Find(bytes, "pdta");
        for (var at = 0; at < bytes.Length; at++)
        {
            if (at >= points && at < tables - 8)
            {
                continue;
            }

            foreach (var value in new byte[] { 0x00, 0x01, 0x7F, 0x80, 0xFF })
            {
                var original = bytes[at];
                bytes[at] = value;
                OpensSafely(bytes);
                bytes[at] = original;
            }
        }
    }

    [Fact]
    public void Random_damage_never_throws_anything_but_a_refusal() =>
        Gen.Select(Gen.Int[0, 1 << 20].Select(Gen.Byte).List[1, 24], Gen.Int[0, 5000], Gen.Byte.Array[0, 64]).Sample(
            (damage, cut, insertion) =>
            {
                var bytes = SmallBank();
                foreach (var (at, value) in damage)
                {
                    bytes[at % bytes.Length] = value;
                }

                cut %= bytes.Length;
                OpensSafely([.. bytes[..cut], .. insertion, .. bytes[cut..]]);
            },
            iter: 3000);

    [Fact]
    public void A_SoundFont_1_bank_cut_at_any_byte_opens_or_is_refused()
    {
        var bytes = SoundFont1Bank();

        Assert.True(OpensSafely(bytes));
        Assert.InRange(Enumerable.Range(0, bytes.Length).Count(length => OpensSafely(bytes[..length])), 1, 200);
    }

    [Fact]
    public void Random_damage_to_a_SoundFont_1_bank_never_throws_anything_but_a_refusal() =>
        Gen.Select(Gen.Int[0, 1 << 20].Select(Gen.Byte).List[1, 24], Gen.Int[0, 5000]).Sample(
            (damage, cut) =>
            {
                var bytes = SoundFont1Bank();
                foreach (var (at, value) in damage)
                {
                    // Half of it where the tables are: the points are most of the file and cannot hurt.
                    bytes[at % 2 == 0 ? at % bytes.Length : bytes.Length - 1 - (at % 400)] = value;
                }

                OpensSafely(cut < bytes.Length ? bytes[..^cut] : bytes);
            },
            iter: 2000);

    [Fact]
    public void A_DLS_bank_cut_at_any_byte_opens_or_is_refused()
    {
        var bytes = DlsBankOfAllKinds();

        Assert.True(OpensSafely(bytes));
        Assert.InRange(Enumerable.Range(0, bytes.Length).Count(length => OpensSafely(bytes[..length])), 1, bytes.Length - 1);
    }

    [Fact]
    public void Random_damage_to_a_DLS_bank_never_throws_anything_but_a_refusal() =>
        Gen.Select(Gen.Int[0, 1 << 20].Select(Gen.Byte).List[1, 24], Gen.Int[0, 5000], Gen.Byte.Array[0, 64]).Sample(
            (damage, cut, insertion) =>
            {
                var bytes = DlsBankOfAllKinds();
                foreach (var (at, value) in damage)
                {
                    bytes[12 + (at % (bytes.Length - 12))] = value;
                }

                cut %= bytes.Length;
                OpensSafely([.. bytes[..cut], .. insertion, .. bytes[cut..]]);
            },
            iter: 3000);

    [Fact]
    public void Waves_that_all_claim_the_same_points_do_not_multiply()
    {
        // Each list begins a few bytes behind the one before, and what is between its head and the points is a chunk of no meaning.
        const int Waves = 4000, HeadBytes = 44;
        var heads = Enumerable.Range(1, Waves).SelectMany(i => (byte[])
        [
            .. "LIST"u8, .. RawBank.Long(int.MaxValue), .. "wave"u8, .. RawBank.Chunk("fmt ", [.. RawBank.Words(1, 1), .. RawBank.Long(44100), .. RawBank.Long(88200), .. RawBank.Words(2, 16)]),
            .. "JUNK"u8, .. RawBank.Long((Waves - i) * HeadBytes),
        ]);
        var bank = new DlsBank { Cues = [.. Enumerable.Range(0, Waves).Select(i => (uint)(HeadBytes * i))] }
            .AddRawWave([.. heads, .. RawBank.Chunk("data", new byte[1 << 20])]).AddInstrument("i", 0, 0, [], DlsBank.Region(0), DlsBank.Region(Waves - 1));

        using var font = bank.Read();
        Assert.Equal(1 << 19, font.Samples[0].End - font.Samples[0].Start);
        Assert.InRange(font.Samples.Sum(sample => sample.ReachEnd - sample.ReachStart), 1, 1 << 28);
        Assert.True(OpensSafely(bank.ToBytes()));
    }

    [Fact]
    public void Presets_that_override_thousands_of_zones_each_do_not_multiply()
    {
        var bank = new RawBank().AsSoundFont1(("own", 0, 1000, 100, 900));
        (bank.Phdr, bank.Pbag, bank.Pgen) = ([], [], []);
        for (var i = 0; i < 10000; i++)
        {
            bank.Phdr.Add(RawBank.PresetRecord("P", 0, i, i));
            bank.Pbag.Add(RawBank.Words(2 * i, 0));
            bank.Pgen.AddRange([RawBank.Gen(17, i % 128), RawBank.Gen(41, 0)]);
        }

        bank.Phdr.Add(RawBank.PresetRecord("EOP", 0, 0, 9999));
        bank.Pbag.Add(RawBank.Words(19998, 0));
        bank.InstrumentZones([.. Enumerable.Repeat<byte[][]>([RawBank.Gen(53, 0)], 10000)]);
        bank.Inst[^1] = RawBank.InstrumentRecord("EOI", 10000);

        Assert.True(OpensSafely(bank.ToBytes()));
    }

    [Fact]
    public void Random_bytes_behind_a_good_frame_are_refused() =>
        Gen.Byte.Array[0, 2000].Sample(noise => Assert.False(OpensSafely([.. "RIFF\xFF\0\0\0sfbk"u8, .. noise])), iter: 500);

    [Fact]
    public void Lists_nested_by_thousands_cost_neither_stack_nor_memory()
    {
        var nested = Enumerable.Range(0, 30000).SelectMany(_ => "LIST\xFF\xFF\xFF\x00INFO"u8.ToArray());

        Assert.True(OpensSafely(RawBank.Frame([.. nested, .. new RawBank().ToBytes()[12..]])));
    }

    [Fact]
    public void A_file_of_nothing_but_chunk_headers_is_given_up()
    {
        var headers = new byte[8 << 20];
        for (var at = 0; at < headers.Length; at += 8)
        {
            "ICMT"u8.CopyTo(headers.AsSpan(at));
        }

        Assert.False(OpensSafely(RawBank.Frame(headers)));
    }

    [Fact]
    public void Tables_that_claim_4_GiB_of_a_sparse_file_do_not_take_its_memory()
    {
        // All of igen is there, and all of it zero: a billion generators.
        var tables = new RawBank().Tables();
        var igen = RawBank.Find(tables, "igen");
        byte[] head = [.. new RawBank().ToBytes()[..^tables.Length], .. tables[..igen], .. "igen"u8, .. RawBank.Long(0xFFFFFFF0)];

        var before = GC.GetAllocatedBytesForCurrentThread();
        using var font = SoundFont.Read(new SparseBank(head, 0xFFFFFFF0, tables[RawBank.Find(tables, "shdr")..]));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, AllocationLimitBytes);
        Assert.Contains(font.Warnings, w => w.Contains("'igen'", StringComparison.Ordinal) && w.Contains("an index reaches 65537", StringComparison.Ordinal));
    }

    [Fact]
    public void Zones_that_all_claim_all_generators_do_not_multiply()
    {
        var bank = new RawBank { Ibag = [], Igen = [] };
        for (var i = 0; i < 60000; i++)
        {
            bank.Ibag.Add(RawBank.Words(i % 2 == 0 ? 0 : 60000, 0));
            bank.Igen.Add(RawBank.Gen(i % 60, 1));
        }

        bank.Inst[^1] = RawBank.InstrumentRecord("EOI", bank.Ibag.Count - 1);

        Assert.True(OpensSafely(bank.ToBytes()));
    }

    [Fact]
    public void Every_spoiled_bank_of_the_generator_ends_as_its_manifest_says()
    {
        var script = TestFiles.Shared("tools", "make_malformed.py");
        var folder = Directory.CreateTempSubdirectory("awe-malformed-");
        try
        {
            RunPython(script, "--seed", "1", "--out", folder.FullName);
            var rows = File.ReadLines(Path.Combine(folder.FullName, "manifest.tsv")).Skip(1).Select(line => line.Split('\t'))
                .Where(row => row[1] == "sf2").ToArray();
            Assert.True(rows.Length > 300);

            Assert.All(rows, row =>
            {
                var opened = OpensSafely(File.ReadAllBytes(Path.Combine(folder.FullName, row[0])));
                Assert.True(row[3] switch { "play" => opened, "reject" => !opened, _ => true }, $"{row[0]}: opened {opened}, expected {row[3]}: {row[4]}");
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Opens the bank and walks all of it; returns false where it was refused as it should be, and fails for any other end.</summary>
    private static byte[] DlsBankOfAllKinds() => new DlsBank()
        .AddWave("plain", DlsBank.Bytes([.. DlsBank.Ramp.Take(40)]), DlsBank.WaveSample(64, 3, -6, (4, 30)))
        .AddWave("small", [1, 2, 3, 4, 5], bits: 8)
        .AddWave("wide", new byte[16], channels: 2)
        .AddInstrument("a", 0, 0, DlsBank.Level1(DlsBank.Constant(0x206, 100), DlsBank.Connection(1, 0x81, 3, 0, 50)), DlsBank.Region(0, 0, 60), DlsBank.Region(1, 61))
        .AddInstrument("b", 0x80000000, 1, DlsBank.Level2(DlsBank.Connection(2, 0, 0x500, 0x8400, 50)), DlsBank.Region(2, sample: DlsBank.WaveSample(loop: (1, 2)), type: "rgn2"))
        .ToBytes();

    private static bool OpensSafely(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var font = SoundFont.Read(new MemoryByteSource(bytes, "hostile.sf2"));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationLimitBytes);
            Walk(font);
            return true;
        }
        catch (InvalidDataException refusal)
        {
            Assert.StartsWith("hostile.sf2: ", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal.Message);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationLimitBytes);
            return false;
        }
    }

    private static void Walk(SoundFont font)
    {
        Assert.InRange(font.Warnings.Count, 0, 101);
        Assert.All(font.Warnings, w => Assert.DoesNotContain('\n', w));
        foreach (var preset in font.Presets)
        {
            foreach (ref readonly var zone in font.ZonesOf(preset))
            {
                AssertInRange(zone.Target, font.Instruments.Count);
                _ = font.PresetGenerators(zone).Length + font.PresetModulators(zone).Length;
            }
        }

        foreach (var instrument in font.Instruments)
        {
            foreach (ref readonly var zone in font.ZonesOf(instrument))
            {
                AssertInRange(zone.Target, font.Samples.Count);
                _ = font.InstrumentGenerators(zone).Length + font.InstrumentModulators(zone).Length;
            }
        }

        foreach (var sample in font.Samples)
        {
            if (sample.IsEncoded)
            {
                AssertIsInside(sample, font.SampleData);
                continue;
            }

            var isInOrder = 0 <= sample.ReachStart && sample.ReachStart <= sample.Start && sample.Start <= sample.End && sample.End <= sample.ReachEnd
                && sample.Start <= sample.LoopStart && sample.LoopStart <= sample.LoopEnd && sample.LoopEnd <= sample.ReachEnd
                && sample.ReachEnd <= font.SampleData.Points && sample.Rate > 0 && sample.RootKey <= 127;
            Assert.True(isInOrder && (sample.Fault is not null || sample.Start < sample.End), sample.ToString());
        }
    }

    private static void AssertIsInside(SampleHeader sample, SampleData data) => Assert.True(
        sample.EncodedOffset >= 0 && sample.EncodedOffset + sample.EncodedBytes <= data.Bytes && (sample.Fault is not null || sample.EncodedBytes > 0)
        && (sample.Start, sample.End, sample.ReachStart, sample.ReachEnd) == (0, 0, 0, 0) && sample.LoopStart >= 0 && sample.LoopStart <= sample.LoopEnd,
        sample.ToString());

    private static void AssertInRange(int index, int count) => Assert.True((uint)index < (uint)count, $"{index} of {count}");

    private static byte[] SmallBank()
    {
        var builder = new SoundFontBuilder { Info = new SoundFontInfo { Name = "small", Comment = "of two samples" } };
        var left = builder.AddSample("left", new short[300], 22050, 60, 20, 280, type: 4, link: 1);
        var right = builder.AddSample("right", new short[300], 22050, 60, 20, 280, type: 2);
        var pair = builder.AddInstrument(
            "pair",
            new ZoneBuilder().With(GeneratorType.SampleModes, 1),
            new ZoneBuilder(left).Keys(0, 60).With(GeneratorType.Pan, -500).Modulate(0x0081, GeneratorType.VibLfoToPitch, 30),
            new ZoneBuilder(right).Velocities(1, 100).With(GeneratorType.StartAddressOffset, 10));
        builder.AddPreset("one", 0, 0, new ZoneBuilder().With(GeneratorType.ReverbSend, 100), new ZoneBuilder(pair));
        builder.AddPreset("two", 128, 5, new ZoneBuilder(pair).With(GeneratorType.FineTune, -7));
        return builder.ToBytes();
    }

    private static byte[] SoundFont1Bank()
    {
        var bank = new RawBank().AsSoundFont1(("own", 0, 1000, 100, 900), ("*SineWave", 430271, 430410, 430339, 430404));
        bank.InstrumentZones(
            [RawBank.Gen(36, 4981), RawBank.Gen(56, 1)],
            [RawBank.Gen(43, 0x3C00), RawBank.Gen(55, 6050), RawBank.Gen(51, -4), RawBank.Gen(40, 183), RawBank.Gen(53, 0)],
            [RawBank.Gen(17, 90), RawBank.Gen(8, 100), RawBank.Gen(54, 1), RawBank.Gen(53, 1)]);
        bank.PresetZones([RawBank.Gen(48, 100)], [RawBank.Gen(52, -13), RawBank.Gen(41, 0)]);
        return bank.ToBytes();
    }

    private static void RunPython(params string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed");
            return;
        }

        using (process)
        {
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }
}
