using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Awe.Player.Commands;

/// <summary>What <c>--stats</c> writes: one JSON object whose names stay.</summary>
internal sealed record RenderStatistics
{
    public required RenderInputs Inputs { get; init; }

    public required RenderEngine Engine { get; init; }

    public required RenderLoop Loop { get; init; }

    public required double Seconds { get; init; }

    public required TimeSpan RenderTime { get; init; }

    public required TimeSpan OpenTime { get; init; }

    /// <summary>From the start of the process to the first frame of the first note; null when there was none.</summary>
    public required TimeSpan? FirstFrame { get; init; }

    /// <summary>Everything that was mended, could not be read, or could not be played.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            var synthesizer = Engine.Synthesizer;
            return Inputs.Warnings
                .Concat(Engine.Store.Faults())
                .Concat(Counted(synthesizer.NotesWithoutProgram, "notes are silent: their program is in no bank"))
                .Concat(Counted(synthesizer.NotesDropped, "voices were not heard: too many at once, or their samples came too late"))
                .Concat(Counted(synthesizer.VoicesFaulty, "voices were ended: what they made was no number"))
                .Concat(Counted(synthesizer.ModulatorsIgnored, "modulators of voices were not played: linked, or more than 64 in a voice"))
                .Concat(Counted(synthesizer.WrongChecksums, "system messages were obeyed in spite of a wrong checksum"));
        }
    }

    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(json);
        }

        stream.Write(Encoding.UTF8.GetBytes(Environment.NewLine));
        return stream.ToArray();
    }

    private static IEnumerable<string> Counted(long count, string what) => count == 0 ? [] : [$"{count} {what}"];

    private void Write(Utf8JsonWriter json)
    {
        var synthesizer = Engine.Synthesizer;
        json.WriteStartObject();
        json.WriteString("song", Inputs.Song.Name);
        json.WriteNumber("seconds", Math.Round(Seconds, 3));
        json.WriteNumber("renderSeconds", Math.Round(RenderTime.TotalSeconds, 4));
        json.WriteNumber("cpuSeconds", Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 4));
        json.WriteNumber("openMs", Math.Round(OpenTime.TotalMilliseconds, 2));
        if (FirstFrame is { } first)
        {
            json.WriteNumber("firstFrameMs", Math.Round(first.TotalMilliseconds, 2));
        }
        else
        {
            json.WriteNull("firstFrameMs");
        }

        json.WriteNumber("peak", Math.Round(Loop.Peak, 5));
        json.WriteNumber("voicesPeak", synthesizer.VoicesPeak);
        json.WriteNumber("voicesStolen", synthesizer.VoicesStolen);
        json.WriteNumber("notesDropped", synthesizer.NotesDropped);
        json.WriteNumber("voiceFrames", synthesizer.VoiceFrames);
        json.WriteNumber("processPeakBytes", ProcessMemory.PeakBytes());
        json.WriteStartArray("warnings");
        foreach (var warning in Warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
        WriteStore(json);
        WriteAudioThread(json);
        WriteCollector(json);
        json.WriteEndObject();
    }

    private void WriteStore(Utf8JsonWriter json)
    {
        var store = Engine.Store.Statistics;
        json.WriteStartObject("store");
        json.WriteNumber("budgetBytes", store.BudgetBytes);
        json.WriteNumber("peakBytes", store.PeakBytes);
        json.WriteNumber("fileBytes", store.FileBytes);
        WriteTier(json, "hot", store.Hot);
        WriteTier(json, "warm", store.Warm);
        WriteTier(json, "pool", store.Pool);
        json.WriteNumber("hitsHot", store.HitsHot);
        json.WriteNumber("hitsWarm", store.HitsWarm);
        json.WriteNumber("missesCold", store.MissesCold);
        json.WriteNumber("hitRate", Math.Round(store.HitRate, 6));
        json.WriteNumber("evictions", store.Evictions);
        json.WriteNumber("reads", store.Reads);
        json.WriteNumber("readBytes", store.ReadBytes);
        json.WriteNumber("readP50Ms", Math.Round(store.ReadP50Milliseconds, 4));
        json.WriteNumber("readP99Ms", Math.Round(store.ReadP99Milliseconds, 4));
        json.WriteNumber("readMaxMs", Math.Round(store.ReadMaxMilliseconds, 4));
        json.WriteNumber("readFaults", store.ReadFaults);
        json.WriteNumber("lostRequests", store.LostRequests);
        json.WriteNumber("warmPages", store.WarmPages);
        json.WriteNumber("warmEvictions", store.WarmEvictions);
        json.WriteNumber("decodes", store.Decodes);
        json.WriteNumber("decodeP50Us", Math.Round(store.DecodeP50Microseconds, 3));
        json.WriteNumber("decodeP99Us", Math.Round(store.DecodeP99Microseconds, 3));
        json.WriteNumber("lateVoices", store.LateVoices);
        json.WriteNumber("dryVoices", store.DryVoices);
        json.WriteNumber("lateVoicesFirstSecond", Loop.FirstSecond.Late);
        json.WriteNumber("dryVoicesFirstSecond", Loop.FirstSecond.Dry);
        json.WriteString("pressure", Name(store.Pressure));
        WritePressureHistory(json);
        json.WriteEndObject();
    }

    private void WritePressureHistory(Utf8JsonWriter json)
    {
        json.WriteStartArray("pressureHistory");
        foreach (var change in Engine.Store.PressureHistory())
        {
            json.WriteStartObject();
            json.WriteString("time", change.Time);
            json.WriteString("level", Name(change.Level));
            json.WriteNumber("availableBytes", change.AvailableBytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Name(Storage.PressureLevel level) => level.ToString().ToLowerInvariant();

    private static void WriteTier(Utf8JsonWriter json, string name, Storage.TierStatistics tier)
    {
        json.WriteStartObject(name);
        json.WriteNumber("bytes", tier.Bytes);
        json.WriteNumber("peakBytes", tier.PeakBytes);
        json.WriteNumber("limitBytes", tier.LimitBytes);
        json.WriteEndObject();
    }

    private void WriteAudioThread(Utf8JsonWriter json)
    {
        json.WriteStartObject("audioThread");
        json.WriteNumber("allocatedBytes", Loop.Meter.AllocatedBytes);
        json.WriteNumber("renderP99Ms", Math.Round(Loop.Meter.PercentileMilliseconds(0.99), 4));
        json.WriteNumber("renderMaxMs", Math.Round(Loop.Meter.MaxMilliseconds, 4));
        json.WriteNumber("underruns", Loop.Underruns);
        json.WriteEndObject();
    }

    private static void WriteCollector(Utf8JsonWriter json)
    {
        json.WriteStartObject("gc");
        json.WriteNumber("gen0", GC.CollectionCount(0));
        json.WriteNumber("gen1", GC.CollectionCount(1));
        json.WriteNumber("gen2", GC.CollectionCount(2));
        json.WriteNumber("pauseMs", Math.Round(GC.GetTotalPauseDuration().TotalMilliseconds, 3));
        json.WriteEndObject();
    }
}
