using System.Text;

namespace Awe.Tests.Midi;

/// <summary>Songs in a RIFF wrapper, chunk by chunk.</summary>
internal static class Rmid
{
    public static byte[] File(params byte[][] chunks) => Form("RIFF", "RMID", chunks);

    public static byte[] Chunk(string id, byte[] body) =>
        [.. Encoding.ASCII.GetBytes(id), .. BitConverter.GetBytes(body.Length), .. body, .. new byte[body.Length & 1]];

    public static byte[] Form(string id, string type, params byte[][] chunks) =>
        Chunk(id, [.. Encoding.ASCII.GetBytes(type), .. chunks.SelectMany(chunk => chunk)]);

    public static byte[] Info(params byte[][] chunks) => Form("LIST", "INFO", chunks);

    public static byte[] Text(string id, string text) => Chunk(id, [.. Encoding.UTF8.GetBytes(text), 0]);

    public static byte[] BankOffset(ushort number) => Chunk("DBNK", BitConverter.GetBytes(number));
}
