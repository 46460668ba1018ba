using System.Buffers.Binary;

namespace Awe.SoundFonts;

/// <summary>One connection of an articulation: what moves which parameter how far. Numbers as the file has them, but of one form for both levels.</summary>
/// <param name="Source">What moves it; 0 is nothing, and the scale is the parameter itself.</param>
/// <param name="Control">What says how much of the source counts; 0 is all of it.</param>
/// <param name="Destination">The parameter.</param>
/// <param name="Transform">How positions become shares, as level 2 has it.</param>
/// <param name="Scale">In the parameter's unit: cents, timecents, centibels, tenths of a percent.</param>
internal readonly record struct DlsConnection(ushort Source, ushort Control, ushort Destination, DlsTransform Transform, double Scale)
{
    public const int Bytes = 12;

    /// <param name="record">The record.</param>
    /// <param name="isLevel1">Whether it stands in a chunk of level 1.</param>
    public static DlsConnection Read(ReadOnlySpan<byte> record, bool isLevel1)
    {
        var source = BinaryPrimitives.ReadUInt16LittleEndian(record);
        var control = BinaryPrimitives.ReadUInt16LittleEndian(record[2..]);
        var destination = BinaryPrimitives.ReadUInt16LittleEndian(record[4..]);
        var transform = BinaryPrimitives.ReadUInt16LittleEndian(record[6..]);
        var scale = BinaryPrimitives.ReadInt32LittleEndian(record[8..]) / 65536.0;
        var words = new DlsTransform(transform);
        return new DlsConnection(
            source,
            control,
            destination,
            isLevel1 || words.IsOfLevel1(control) ? DlsTransform.OfLevel1(source, control, destination, transform, scale) : words,
            scale);
    }

    /// <summary>Source and control the other way round: they are multiplied, so it means the same.</summary>
    public DlsConnection Swapped() => this with { Source = Control, Control = Source, Transform = Transform.Swapped() };
}
