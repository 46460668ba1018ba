using System.Buffers.Binary;

namespace Awe.SoundFonts;

/// <summary>A chunk id: four bytes, compared as one number.</summary>
internal readonly record struct FourCC(uint Value)
{
    /// <summary>Whether all four bytes are printable ASCII, as those of every id in use are; sample data rarely looks so.</summary>
    public bool IsPlausible
    {
        get
        {
            for (var rest = Value; rest != 0; rest >>= 8)
            {
                if ((byte)rest is < 0x20 or > 0x7E)
                {
                    return false;
                }
            }

            return Value > 0xFFFFFF;
        }
    }

    public static FourCC Of(string letters) =>
        new(letters[0] | ((uint)letters[1] << 8) | ((uint)letters[2] << 16) | ((uint)letters[3] << 24));

    public static FourCC Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt32LittleEndian(bytes));

    /// <summary>The id in quotes where it can be printed, else its bytes in file order.</summary>
    public override string ToString() => IsPlausible
        ? $"'{(char)(byte)Value}{(char)(byte)(Value >> 8)}{(char)(byte)(Value >> 16)}{(char)(byte)(Value >> 24)}'"
        : $"bytes {(byte)Value:X2} {(byte)(Value >> 8):X2} {(byte)(Value >> 16):X2} {(byte)(Value >> 24):X2}";
}
