using Awe.BuiltIn;
using Awe.Player;
using Awe.Tests.Storage;

namespace Awe.Tests.Player;

public sealed class WebBankTests : IDisposable
{
    private readonly AweProgram _awe = new();

    public void Dispose() => _awe.Dispose();

    [Fact]
    public void A_bank_is_inspected_by_its_address()
    {
        using var server = new RangeServer(BuiltInBank.ToBytes());
        var file = _awe.File("bank.sf2", BuiltInBank.ToBytes());
        var here = _awe.Run("inspect", file);
        var there = _awe.Run("inspect", server.Address.ToString());

        Assert.Equal((ExitCode.Done, ""), (there.Code, there.Error));
        Assert.Equal(here.Out.Replace(file, server.Address.ToString(), StringComparison.Ordinal), there.Out);
    }

    [Theory]
    [InlineData("")]
    [InlineData("3:")]
    public void A_song_is_rendered_with_a_bank_by_its_address(string number)
    {
        using var server = new RangeServer(BuiltInBank.ToBytes());
        var outcome = _awe.Run("render", "-f", $"{number}{server.Address}", "-o", "-", "--end", "1", "--simulate-disk", "1ms");

        Assert.Equal(ExitCode.Done, outcome.Code);
        Assert.True(server.Requests > 0);
        Assert.True(_awe.BinaryOut.ToArray().Length > 44100);
    }

    [Fact]
    public void What_the_server_refuses_is_one_line_with_the_address()
    {
        using var server = new RangeServer([]) { FaultOf = _ => WebFault.Missing };
        var outcome = _awe.Run("inspect", server.Address.ToString());

        Assert.Equal(
            (ExitCode.InputOutput, $"awe: {server.Address}: the server answered 404 (Not Found), expected 206"), (outcome.Code, outcome.Error.TrimEnd()));
    }

    [Fact]
    public void A_file_on_a_server_that_is_no_bank_is_bad_input()
    {
        using var server = new RangeServer("Dear diary,"u8.ToArray());
        var outcome = _awe.Run("render", "-f", server.Address.ToString(), "-o", "-");

        Assert.Equal((ExitCode.BadInput, $"awe: {server.Address}: found 'Dear' at offset 0, expected 'RIFF'"), (outcome.Code, outcome.Error.TrimEnd()));
    }

    [Fact]
    public void An_address_that_is_none_is_a_fault_of_usage() => Assert.Equal(ExitCode.Usage, _awe.Run("inspect", "http://").Code);
}
