using System.Collections;
using System.Reflection;
using System.Text;
using Awe.Playback;

namespace Awe.Tests.Playback;

/// <summary>Everything that a synthesizer's channels remember, and its master volume, as text: field by field, so that nothing is left out.</summary>
internal static class EngineState
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    public static string Of(Synthesizer synthesizer)
    {
        var text = new StringBuilder();
        Write(text, "channels", Field(synthesizer, "_channels"));
        Write(text, "master volume", Field(Field(synthesizer, "_gain"), "_master"));
        return text.ToString();
    }

    private static object Field(object of, string name) => of.GetType().GetField(name, Fields)!.GetValue(of)!;

    private static void Write(StringBuilder text, string name, object? value)
    {
        switch (value)
        {
            case null or string or Enum:
                text.AppendLine($"{name} = {value}");
                break;
            case IEnumerable list:
                var number = 0;
                foreach (var item in list)
                {
                    Write(text, $"{name}[{number++}]", item);
                }

                break;
            case { } when value.GetType().IsPrimitive:
                text.AppendLine($"{name} = {value}");
                break;
            default:
                foreach (var field in value.GetType().GetFields(Fields))
                {
                    Write(text, $"{name}.{field.Name}", field.GetValue(value));
                }

                break;
        }
    }
}
