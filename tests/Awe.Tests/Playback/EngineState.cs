using System.Collections;
using System.Reflection;
using System.Text;
using Awe.Playback;
using Awe.Voices;

namespace Awe.Tests.Playback;

/// <summary>Everything that a synthesizer's channels and their portamento remember, its master volume and the registers of its effects, as text: field by field, so that nothing is left out.</summary>
internal static class EngineState
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    // Where a note that comes from a random place comes from is thrown anew for each note; it is nothing that a message has set.
    private static readonly string[] s_thrown = ["_random", "_randomPan"];

    public static string Of(Synthesizer synthesizer)
    {
        var text = new StringBuilder();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Write(text, "channels", Field(synthesizer, "_channels"), seen);
        foreach (var played in (IEnumerable)Field(Field(synthesizer, "_performer"), "_channels"))
        {
            Write(text, "portamento", ((PlayedChannel)played).Portamento, seen);
        }

        Write(text, "master volume", Field(Field(synthesizer, "_gain"), "_master"), seen);
        foreach (var registers in new[] { "_settings", "_gs", "_gm2", "_xg" })
        {
            Write(text, $"effects.{registers}", Field(Field(synthesizer, "_effects"), registers), seen);
        }

        return text.ToString();
    }

    private static object Field(object of, string name) => of.GetType().GetField(name, Fields)!.GetValue(of)!;

    private static void Write(StringBuilder text, string name, object? value, HashSet<object> seen)
    {
        switch (value)
        {
            case null or string or Enum:
                text.AppendLine($"{name} = {value}");
                break;
            case { } when !value.GetType().IsValueType && !seen.Add(value):
                break; // shared by several
            case IEnumerable list:
                var number = 0;
                foreach (var item in list)
                {
                    if (item is not ((byte)0 or 0 or 0f)) // tables are large, and empty for the most part
                    {
                        Write(text, $"{name}[{number}]", item, seen);
                    }

                    number++;
                }

                break;
            case { } when value.GetType().IsPrimitive:
                text.AppendLine($"{name} = {value}");
                break;
            default:
                foreach (var field in value.GetType().GetFields(Fields).Where(field => !s_thrown.Contains(field.Name)))
                {
                    Write(text, $"{name}.{field.Name}", field.GetValue(value), seen);
                }

                break;
        }
    }
}
