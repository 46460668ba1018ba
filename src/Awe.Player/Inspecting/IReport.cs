using System.Text.Json;

namespace Awe.Player.Inspecting;

/// <summary>What has been found out about a file, to be written in one of two ways.</summary>
internal interface IReport
{
    /// <summary>Writes the properties of an object that has been begun. Names stay stable; more may join.</summary>
    void WriteJson(Utf8JsonWriter json);

    /// <summary>Writes it for people.</summary>
    void WriteText(TextWriter text);
}
