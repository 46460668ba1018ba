using Awe.SoundFonts;
using Awe.Storage;
using Awe.Tests.Storage;

namespace Awe.Tests.Playback;

/// <summary>A bank on a web server sounds as one in a file does.</summary>
[Collection(nameof(LongRenders))]
public class WebBankTests
{
    private const int Budget = 4 << 20;

    [Fact]
    public void A_song_sounds_the_same_from_a_web_server_and_from_a_file()
    {
        Assert.Equal(Hash(File, Budget, out _), Hash(Web(_ => WebFault.None), Budget, out _));
    }

    [Fact]
    public void A_server_that_fails_now_and_then_changes_nothing()
    {
        var web = Web(request => request % 5 == 0 ? WebFault.CutBody : request % 7 == 0 ? WebFault.Unavailable : WebFault.None);

        Assert.Equal(Hash(File, Budget, out _), Hash(web, Budget, out var faults));
        Assert.Equal(0, faults);
    }

    private static (SoundFont Font, IDisposable? Server) File() => (SoundFont.Open(TestFiles.Bank("TimGM6mb.sf2")), null);

    private static Func<(SoundFont Font, IDisposable? Server)> Web(Func<int, WebFault> faultOf) => () =>
    {
        var server = new RangeServer(System.IO.File.ReadAllBytes(TestFiles.Bank("TimGM6mb.sf2"))) { FaultOf = faultOf };
        var options = new HttpSourceOptions { RetryDelay = TimeSpan.Zero, Tries = 5 };
        return (SoundFont.Open(HttpByteSource.Open(server.Address, options)), server);
    };

    private static string Hash(Func<(SoundFont Font, IDisposable? Server)> open, long budgetBytes, out long faults)
    {
        var (font, server) = open();
        using (server)
        {
            var song = TestFiles.OpenMsxSongs().First(path => Path.GetFileName(path) == "keep_on_rolling.mid");
            using var render = new RealRender(font, song, budgetBytes);
            var hash = render.Hash(0, 30);
            faults = render.Statistics.ReadFaults;
            return hash;
        }
    }
}
